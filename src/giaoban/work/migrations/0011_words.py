"""Words of tasks as an office writes them; nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Labels alone."""

    dependencies = [
        ('work', '0010_list_indexes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='bulkact',
            name='act',
            field=models.CharField(choices=[('follower', 'Phân công người theo dõi'), ('field', 'Gán lĩnh vực'), ('close', 'Kết thúc nhiệm vụ đã kiểm chứng'), ('cancel', 'Hủy nhiệm vụ'), ('urge', 'Đôn đốc')], max_length=12, verbose_name='thao tác'),
        ),
        migrations.AlterField(
            model_name='task',
            name='due_text',
            field=models.CharField(blank=True, max_length=200, verbose_name='hạn theo văn bản'),
        ),
        migrations.AlterField(
            model_name='task',
            name='reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='căn cứ giao'),
        ),
        migrations.AlterField(
            model_name='task',
            name='rhythm',
            field=models.CharField(choices=[('one_off', 'Một lần'), ('recurring', 'Định kỳ'), ('standing', 'Thường xuyên')], default='one_off', max_length=10, verbose_name='tần suất'),
        ),
    ]
