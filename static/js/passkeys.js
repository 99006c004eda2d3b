// Passkeys: shows the way to sign in with one where the browser knows them, and says so when it did not work out.

const known = "PublicKeyCredential" in window && window.isSecureContext;

for (const form of document.querySelectorAll("[data-passkey-form]")) {
  form.hidden = !known;
}

function say(what) {
  for (const line of document.querySelectorAll("[data-passkey-said]")) {
    line.hidden = line.dataset.passkeySaid !== what;
    line.classList.toggle("d-block", !line.hidden);
  }
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // otherwise the library writes it where nobody looks
  say(known && event.detail.exception?.name !== "SecurityError" ? "failed" : "none");
});

// A passkey that is to open the signing key later gives secrets (PRF): some devices want to hear that when it is
// made, and the library does not say it.
if (known && document.querySelector("[data-allauth-onload*='addForm']")) {
  const create = navigator.credentials.create.bind(navigator.credentials);
  navigator.credentials.create = ({ publicKey, ...others }) =>
    create({ ...others, publicKey: { ...publicKey, extensions: { ...publicKey.extensions, prf: {} } } });
}
