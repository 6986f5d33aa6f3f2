/** The report's whole style sheet: light and dark, 360 px to A4; no colour carries meaning alone. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b2430;--soft:#556173;--line:#d9dee6;--paper:#fff;--card:#f7f8fa;--accent:#0b5cad;--bad:#b3261e;--good:#17693a;--band:#cfe0f3;--quote:#eef1f5}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf2;--soft:#a9b4c3;--line:#38424f;--paper:#12171e;--card:#1a212b;--accent:#7db8f5;--bad:#ff9c93;--good:#7fd6a0;--band:#27405c;--quote:#222b37}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans",sans-serif;overflow-wrap:anywhere}
main{max-width:50rem;margin:0 auto;padding:1.5rem 1rem 3rem}
a{color:var(--accent)}
.kicker{color:var(--soft);font-size:.9rem;margin:0;display:flex;flex-wrap:wrap;gap:.15rem .9rem}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0 1rem;text-wrap:balance}
h2{font-size:1.15rem;margin:2.4rem 0 .7rem;padding-top:.7rem;border-top:2px solid var(--ink)}
h3{font-size:1.2rem;line-height:1.35;margin:0 0 .2rem}
h4{font-size:.82rem;color:var(--soft);margin:.2rem 0 0;font-weight:600}
p{margin:.25rem 0}
ul{margin:.3rem 0;padding-left:1.2rem}
.trust{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.7rem 1rem;font-size:.92rem}
.trust h2{border:0;margin:0;padding:0;font-size:.95rem}
.trust ul{columns:2 18rem;column-gap:2rem;margin:.3rem 0 0}
.trust li{break-inside:avoid}
.card{border:1px solid var(--line);border-left:.35rem solid var(--accent);border-radius:.6rem;padding:1rem 1.1rem;margin:1rem 0;background:var(--card)}
.card.up{border-left-color:var(--bad)}
.card.down{border-left-color:var(--good)}
.pill{display:inline-block;border:1.5px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.82rem;font-weight:650;line-height:1.5;white-space:nowrap}
.up .pill,.pill.up{color:var(--bad)}
.down .pill,.pill.down{color:var(--good)}
.owner{color:var(--soft);font-size:.88rem;margin-left:.5rem}
.claim{font-size:1.02rem}
svg{display:block;width:100%;height:auto;margin:.6rem 0}
svg text{font:11px system-ui,sans-serif;fill:var(--soft)}
.band{fill:var(--band)}
.expected{fill:none;stroke:var(--accent);stroke-width:1.3;stroke-dasharray:4 3}
.seen{fill:none;stroke:var(--ink);stroke-width:2;stroke-linejoin:round}
.flag{fill:var(--bad);stroke:var(--paper);stroke-width:1}
.end{fill:var(--ink)}
.partial{fill:var(--paper);stroke:var(--soft);stroke-width:1.5}
.rule{stroke:var(--line);stroke-width:1}
.happening line{stroke:var(--soft);stroke-width:1;stroke-dasharray:1 3}
.break line{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:6 2 1 2}
.legend{font-size:.8rem;color:var(--soft);margin:0 0 .5rem;padding-left:1.3rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:.8rem 1.4rem;margin:.7rem 0 0}
.facts p{margin:.1rem 0}
.do{font-weight:600}
.facts+h4{margin-top:.9rem}
.quotes{margin:.3rem 0 0;padding:0;list-style:none;display:grid;gap:.5rem}
blockquote{margin:0;background:var(--quote);border-radius:.4rem;padding:.45rem .8rem;font-size:.94rem}
blockquote footer{color:var(--soft);font-size:.8rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:middle}
th{font-size:.8rem;color:var(--soft);font-weight:600}
td.n,th.n{text-align:right;white-space:nowrap}
.spark{width:7rem;min-width:7rem;margin:0}
.note{color:var(--soft);font-size:.88rem}
code{font:.82rem ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--accent)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--quote);padding:.6rem;border-radius:.4rem;margin:.3rem 0}
footer.end-note{margin-top:2.5rem;color:var(--soft);font-size:.8rem}
@media(max-width:34rem){h1{font-size:1.4rem}.wide{display:none}.card{padding:.8rem .8rem}.chart text{font-size:19px}}
@page{size:A4;margin:14mm}
@media print{body{font-size:10.5pt}main{max-width:none;padding:0}.card,blockquote,tr,.trust{break-inside:avoid}.scroll{overflow:visible}h2,h3{break-after:avoid}a{color:inherit;text-decoration:none}}
`;
