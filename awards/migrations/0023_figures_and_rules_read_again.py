from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models

from awards import catalogue

CENTRAL = {"in_central_bloc": True}


def read_again(apps, schema_editor):
    """Rules that nobody changed are put as the law is read now; elsewhere a question that is gone is replaced."""
    rule_set, rule = apps.get_model("awards", "RuleSet"), apps.get_model("awards", "AwardRule")
    rule_set.objects.filter(code__in=["RS-2024-01", "RS-2025-07"]).update(most_excellent_percent=20)
    catalogue.amend_rules(rule_set, rule)
    for row in rule.objects.order_by("pk"):
        conditions = _without_central_bloc(row.conditions)
        if conditions != row.conditions:
            rule.objects.filter(pk=row.pk).update(conditions=conditions)


def _without_central_bloc(condition):
    beside = {name: condition[name] for name in ("article", "words") if name in condition}
    if "in_central_bloc" in condition:
        return beside | {
            "judged": "Thuộc cụm, khối thi đua do Hội đồng Thi đua - Khen thưởng Trung ương tổ chức"
        }
    if CENTRAL in condition.get("all", ()) and {"rank": 1} in condition["all"]:
        rest = [part for part in condition["all"] if part not in (CENTRAL, {"rank": 1})]
        ranked = {"central_rank": 1}
        return beside | ({"all": [ranked, *rest]} if rest else ranked)
    return condition | {
        join: [_without_central_bloc(part) for part in condition[join]]
        for join in ("all", "any")
        if join in condition
    }


class Migration(migrations.Migration):
    dependencies = [("awards", "0022_boxes_counted_again")]

    operations = [
        migrations.AddField(
            "ruleset",
            "most_excellent_percent",
            models.PositiveSmallIntegerField(
                "rated excellent among those rated good or better, at most (%)",
                blank=True,
                null=True,
                validators=[MaxValueValidator(100)],
            ),
        ),
        migrations.AddField(
            "yearrecord",
            "central_rank",
            models.PositiveSmallIntegerField(
                "rank in a bloc of the Central Council",
                blank=True,
                null=True,
                validators=[MinValueValidator(1)],
            ),
        ),
        migrations.AddField(
            "yearrecord", "heads", models.BooleanField("headed the organisation", default=False)
        ),
        migrations.AddField(
            "yearrecord",
            "share_excellent",
            models.DecimalField(
                "rated excellent among those rated good or better, %",
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                validators=[MinValueValidator(0), MaxValueValidator(100)],
            ),
        ),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
