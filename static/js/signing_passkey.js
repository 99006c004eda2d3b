// Asks a passkey to open the signing key: its answer, and the secret that it gives (WebAuthn's PRF), go into the form.

const known = "PublicKeyCredential" in window && window.isSecureContext;
const question = JSON.parse(document.getElementById("passkey-question").textContent).publicKey;

for (const button of document.querySelectorAll("[data-passkey-opens]")) {
  button.hidden = !known;
  button.addEventListener("click", () => open(button));
}
if (!known) say("none");

async function open(button) {
  const form = button.form;
  if (form.elements.agreed?.checked === false) {
    form.elements.agreed.reportValidity();
    return;
  }
  say("");
  button.disabled = true;
  try {
    const answer = await navigator.credentials.get({ publicKey: asked() });
    const secret = answer.getClientExtensionResults().prf?.results?.first;
    if (secret) {
      form.elements.passkey.value = JSON.stringify(written(answer, secret));
      form.submit();
      return;
    }
    say("mute");
  } catch {
    say("failed");
  }
  button.disabled = false;
}

function asked() {
  return {
    ...question,
    challenge: bytes(question.challenge),
    allowCredentials: question.allowCredentials.map((each) => ({ ...each, id: bytes(each.id) })),
    extensions: { prf: { eval: { first: bytes(question.extensions.prf.eval.first) } } },
  };
}

function written(answer, secret) {
  const response = answer.response;
  return {
    id: answer.id,
    rawId: text(answer.rawId),
    type: answer.type,
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
    },
    secret: text(secret),
  };
}

function say(what) {
  for (const line of document.querySelectorAll("[data-passkey-said]")) {
    line.hidden = line.dataset.passkeySaid !== what;
    line.classList.toggle("d-block", !line.hidden);
  }
}

function bytes(base64url) {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
