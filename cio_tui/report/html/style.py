"""The style sheet of the page: one column that a phone, a wide screen and paper can hold, with no font of its own.

Paper is compact, and has of what is folded only the line that says so, unless it was unfolded before printing.
"""

from __future__ import annotations

from cio_tui.report.html.palette import DARK, LIGHT, properties

_SCREEN = """
*{box-sizing:border-box}
html{scroll-behavior:auto;scroll-padding-top:3.5rem}
body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;
 overflow-wrap:anywhere}
main,.head,nav,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem;z-index:3}
.mode{position:sticky;top:0;z-index:2;background:var(--drill);color:var(--on-drill);padding:.4rem 1.25rem;
 text-align:center;font-weight:700}
.damage{border:3px solid var(--failing);border-radius:.4rem;padding:.75rem 1rem;margin:1rem 0}
.damage strong{color:var(--failing)}
h1{font-size:1.8rem;line-height:1.2;margin:1.5rem 0 .75rem}
h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:2px solid var(--line)}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
.tag{background:var(--drill);color:var(--on-drill);border-radius:.25rem;padding:.05em .45em;font-size:.75em;
 vertical-align:.1em;letter-spacing:.06em}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;padding:0}
time,.id,.n{white-space:nowrap}
dl{display:grid;grid-template-columns:fit-content(14rem) 1fr;gap:.3rem 1.1rem;margin:.5rem 0}
dt{color:var(--quiet)}
dd{margin:0}
dd p{margin:0 0 .2rem}
table{border-collapse:collapse;width:100%;margin:.75rem 0;font-size:.93rem}
caption{text-align:left;color:var(--quiet);padding-bottom:.3rem}
th,td{min-width:5em;text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;
 border-bottom:1px solid var(--line)}
th{color:var(--quiet);font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
code,.id{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.9em}
.ok{color:var(--ok)}.degraded{color:var(--degraded)}.failing{color:var(--failing)}.unknown{color:var(--unknown)}
.v{font-weight:600;white-space:nowrap}
.quiet{color:var(--quiet)}
.choice{background:var(--card);border-radius:.5rem;padding:.25rem 1.1rem .75rem;margin:1rem 0}
.seen{list-style:none;margin:0;padding:0}
.rows{list-style:none;margin:0;padding:0}
.rows .row{display:grid;grid-template-columns:4.9rem 4.6rem 3.4rem 5.8rem 1fr;gap:0 .6rem;padding:.3rem 0;
 border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
.row:target,.choice:target{outline:3px solid var(--link);outline-offset:2px}
.row .said{white-space:pre-wrap}
.row .kind{font-weight:600}
.exception .kind{color:var(--degraded)}
.row details,.row .remark{grid-column:5}
.remark{color:var(--degraded);font-weight:600}
summary{cursor:pointer;color:var(--link);padding:.2rem 0}
.fold{border-bottom:1px solid var(--line)}
.fold .rows{margin-left:.75rem}
blockquote{margin:.5rem 0 1.25rem;padding:.6rem 1rem;border-left:4px solid var(--line);background:var(--card);
 white-space:pre-wrap}
.todo{font-weight:700;color:var(--degraded)}
figure{margin:1.25rem 0}
figcaption{font-weight:600;margin-bottom:.25rem}
svg{display:block;width:100%;min-width:44rem;height:auto}
svg text{fill:var(--text);font:12px system-ui,-apple-system,"Segoe UI",sans-serif}
svg .scale{fill:var(--quiet)}
svg a text{fill:var(--link);font-weight:700}
svg .grid{stroke:var(--line);stroke-width:1}
svg .mark{stroke:var(--link);stroke-width:1;stroke-dasharray:2 3}
svg .trace{fill:none;stroke:var(--link);stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
svg .limit{stroke:var(--degraded);stroke-width:1.5;stroke-dasharray:7 4}
svg .limit-name{fill:var(--degraded)}
svg .lost{stroke:var(--failing);stroke-width:2}
svg rect.ok{fill:var(--ok)}svg rect.degraded{fill:var(--degraded)}svg rect.failing{fill:var(--failing)}
svg rect.unknown{fill:none;stroke:var(--unknown);stroke-width:1.5;stroke-dasharray:3 2}
svg .frame{fill:var(--card)}
footer{margin-top:3rem;padding-bottom:2rem;color:var(--quiet)}
.paper{display:none;color:var(--quiet)}
@media (max-width:46rem){.rows .row{grid-template-columns:4.9rem 1fr}.row>*{grid-column:2}
 .row>:first-child{grid-column:1}
 .row details,.row .remark{grid-column:2}dl{grid-template-columns:1fr}dt{font-weight:600}}
"""

_PAPER = """
:root{--ground:#fff}
html{font-size:8pt}
body{line-height:1.3}
main,.head,footer{max-width:none;padding:0}
nav,.skip,details:not([open]):not(.fold){display:none}
.paper{display:block}
.mode{position:static;padding:.2rem 1rem}
h1{font-size:1.6rem;margin:.6rem 0 .4rem}
h2{margin:.9rem 0 .3rem;padding-bottom:.1rem}
h3{margin:.6rem 0 .2rem}
ul,ol,p,figure{margin-top:.3rem;margin-bottom:.3rem}
h2,h3,figcaption,caption,thead,summary{break-after:avoid}
.choice,svg,tr,.row,blockquote,.damage{break-inside:avoid}
h3+p{break-after:avoid}
.choice{padding:.1rem .8rem .4rem;margin:.5rem 0}
dl{gap:.1rem .9rem;margin:.2rem 0}
.seen{columns:2;column-gap:1.5rem}
.seen li{break-inside:avoid}
th,td{padding:.1rem .6rem .1rem 0}
caption{padding-bottom:.1rem}
.rows .row{padding:.1rem 0;grid-template-columns:4.9rem 5.2rem 3rem 6.4rem 1fr}
blockquote{margin:.3rem 0 .6rem;padding:.3rem .8rem}
a{text-decoration:none}
summary{list-style:none;color:var(--quiet);padding:.1rem 0}
svg{min-width:0}
.charts{display:grid;grid-template-columns:1fr 1fr;gap:0 1rem}
.charts figure{break-inside:avoid}
.charts svg text{font-size:21px}
.charts svg a{display:none}
#metrics td:last-child{min-width:26em}
.wide{overflow:visible}
footer{margin-top:1rem;padding-bottom:0}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
"""


def style_sheet(tag: str) -> str:
    """Dark where the reader's system is; paper is always light, and says `tag` at the top of each page."""
    running = f'@top-center{{content:"{tag}";font:bold 11pt sans-serif}}' if tag else ""
    return (
        f":root{{color-scheme:light dark;{properties(LIGHT)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{properties(DARK)}}}}}"
        f"{_SCREEN}"
        f"@page{{margin:13mm 12mm;@bottom-right{{content:counter(page);font:8pt sans-serif}}{running}}}"
        f"@media print{{{_PAPER}}}"
    )
