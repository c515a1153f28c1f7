"""Help in the language of the reader: the English words stand at the commands, the Chinese ones here."""

import click

from corpus.report import Lang
from tongbao.options import limits_to_words, locale_to_lang

COMMANDS = {
    "commands": "读取公开发布的通报，逐一核对印出的每个数。\n\nFILE 为文件路径，- 表示标准输入。",
    "read": "显示通报所载的表格、规则和基本信息。",
    "tables": (
        "按原样打印每张表，或把表格写成文件。\n\n文件中的数为数值；values.csv 和工作簿末页逐个列出各数的原文及出处。"
    ),
    "figures": (
        "列出正文中的数：所指、单位、时段，以及是否经过核验。\n\n--metric 和 --entity 可重复给出，符合其一即列出。"
    ),
    "audit": "逐一核对通报中的每个数。\n\n退出码：0 没有不符；1 有不符；2 文件无法读取。",
    "show": ("显示所读内容及其出处：结构、一页、一项核验发现或一个数。\n\n未指定图层时，页面上画出文字和表格。"),
    "convert": (
        "将大量文件读入一个库并逐一核验。只读新的和过时的，各文件互不影响。\n\n"
        "路径为文件、文件夹、通配模式或 zip 压缩包；- 表示从标准输入读取清单。\n\n"
        "中断后可接着运行。没有文件能读取时（--strict：有一个不能读取时）退出码为 2。"
    ),
    "search": ("检出含有全部词的数、段落和单元格，词的长短不限，逐字相符。\n\n同一文种中的别称一并检索，并予注明。"),
    "series": "按时段列出一个单位的一项指标，不符者予以标明。\n\n须用全称；同一文种中的别称也算。",
    "store": "维护库：检查是否完好，复制副本。",
    "check": "检查库是否完好：文件、引用、台账和索引。\n\n不完好时退出码为 2。",
    "backup": "将库复制到新文件，写入期间亦可。",
    "schema": "打印各命令（或其一）输出的 JSON Schema。",
}
"""What each command does; ``commands`` is the group of them."""

OPTIONS: dict[str | tuple[str | None, str], str] = {
    "--help": "显示本说明。",
    "--version": "显示版本。",
    "--json": "输出一份 JSON（tongbao schema 说明其格式）。",
    "--lang": "供人阅读部分的语言。",
    "--family": "按此文种读取。",
    "--password": "加密文件的密码。",
    "--limit": f"放宽限额：{limits_to_words()}。",
    "--strict": "文件仅部分读取时，退出码为 2。",
    "--html": "将报告写成单个网页文件。",
    "--xlsx": "将所有表格写成一个工作簿。",
    "--metric": "只列指标名含此词的数。",
    "--entity": "只列单位名含此词的数。",
    "--page": "只看此页；与 -o 同用时，画出该页所读内容。",
    "--finding": "一项核验发现，并在原文中标出所涉数字。",
    "--figure": "正文中的一个数（编号见 tongbao figures --csv）。",
    "--value": "表中的一个数（编号见 tables --csv 的 values.csv）。",
    "--words": "与 --page 同用：文字，灰色。",
    "--rules": "与 --page 同用：所见线条，品红色。",
    "--grids": "与 --page 同用：表格蓝色，单元格绿色，列未定者红色。",
    "--order": "与 --page 同用：各段落和表格按阅读顺序编号。",
    "--figures": "与 --page 同用：每个数按核验状态着色。",
    "--in": "所检索的库。",
    "--min": "只列不小于 N 的数：95、95%、3.2万。",
    "--max": "只列不大于 N 的数。",
    "--unit": "只列此单位的数；件 也包括 万件。",
    "--period": "只列此时段：2017、2017-08、2017-01/2017-06。",
    "--issuer": "只列发文单位（或清单所记）含此词的通报。",
    "--state": "按核验状态。",
    "--sort": "value 从小到大，period 从新到旧。",
    "--first": "列出的项数；0 为全部。",
    "--no-synonyms": "只检索词本身，不含别称。",
    ("search", "--metric"): "只列指标名或表格标签含此词的数。",
    ("search", "--entity"): "只列单位名或表格标签含此词的数。",
    ("search", "--family"): "只列此文种的通报。",
    ("search", "--csv"): "输出 CSV（UTF-8，带 BOM，可用电子表格打开）。",
    ("series", "--csv"): "输出 CSV（UTF-8，带 BOM，可用电子表格打开）。",
    "--into": "库；不存在时新建。",
    "--jobs": "进程数；未指定时与处理器数相同。",
    "--manifest": "关于文件的已知信息：path、来源网址、发文单位等。",
    "--dry-run": "只说明将读取哪些，不写入。",
    "--retry-failed": "重读以前失败的文件；未指定路径时为全部。",
    "--output": "绘成 PNG 图片（限 PDF 和图片）。",
    ("tables", "--csv"): "将每张表写成文件夹中的一个 CSV 文件。",
    ("figures", "--csv"): "输出 CSV（UTF-8，带 BOM，可用电子表格打开）。",
    ("schema", "--json"): "不起作用：输出本来就是 JSON。",
}
"""What each option does, by its long name, with its command where that matters."""


def _is_chinese(ctx: click.Context) -> bool:
    return ctx.find_root().meta.get("tongbao.lang", locale_to_lang()) is Lang.ZH


class SpokenCommand(click.Command):
    """A command whose help comes in the language of the reader."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not _is_chinese(ctx):
            super().format_usage(ctx, formatter)
            return
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not _is_chinese(ctx):
            super().format_help_text(ctx, formatter)
            return
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(COMMANDS[self.name or ""])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not _is_chinese(ctx):
            super().format_options(ctx, formatter)
            return
        records = [
            (record[0], _option_in_chinese(self, param))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
        ]
        with formatter.section("选项"):
            formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not _is_chinese(ctx) or not self.epilog:
            super().format_epilog(ctx, formatter)
            return
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.epilog.replace("Example: ", "示例："))


class SpokenGroup(SpokenCommand, click.Group):
    """The commands, each with its help in the language of the reader."""

    command_class = SpokenCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        SpokenCommand.format_options(self, ctx, formatter)
        if _is_chinese(ctx):
            with formatter.section("命令"):
                formatter.write_dl([(name, COMMANDS[name].partition("\n")[0]) for name in self.list_commands(ctx)])


def _option_in_chinese(command: click.Command, param: click.Parameter) -> str:
    long = max(param.opts, key=len)
    return OPTIONS.get((command.name, long)) or OPTIONS[long]
