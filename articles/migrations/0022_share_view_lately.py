from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_passkeys")]

    operations = [
        migrations.AddIndex(
            model_name="shareview",
            index=models.Index(fields=["link", "at"], name="share_view_lately"),
        ),
    ]
