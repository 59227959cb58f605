from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0002_balance'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='searchtext',
            index=models.Index(fields=['workspace', 'kind', 'id'], name='search_newest_of_kind'),
        ),
    ]
