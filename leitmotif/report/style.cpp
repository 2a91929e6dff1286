#include "leitmotif/report/style.hpp"

namespace leitmotif::report {
namespace {

// Blue and orange of equal weight, which those with any colour vision tell apart; curves also differ in their dashes.
constexpr const char* kStyle = R"css(
:root{color-scheme:light dark;--page:#f4f6f8;--card:#fff;--ink:#17202b;--muted:#566270;--line:#dce1e7;--grid:#e8ecf0;
--blue:#1f62a8;--orange:#b85c00;--shade:#12508f;--on-shade:#fff;--ground:#e6ebf1}
@media (prefers-color-scheme:dark){:root{--page:#0f1318;--card:#171c23;--ink:#e5eaf0;--muted:#9ba8b6;--line:#2d3742;
--grid:#252e38;--blue:#77b0ee;--orange:#eb9e57;--shade:#8cc0f7;--on-shade:#0c1621;--ground:#29323d}}
*{box-sizing:border-box}
html{font-size:clamp(15px,.82rem + .2vw,20px);-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font-family:system-ui,-apple-system,"Segoe UI",Roboto,Cantarell,"DejaVu Sans",sans-serif;line-height:1.5}
main,header,footer{max-width:76rem;margin:0 auto;padding:0 clamp(.8rem,3vw,2rem)}
header{padding-top:2rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .4rem;overflow-wrap:anywhere}
h2{font-size:1.35rem;line-height:1.25;margin:2.6rem 0 .9rem;overflow-wrap:anywhere}
h3{font-size:1.05rem;margin:0 0 .6rem}
p{margin:.4rem 0;max-width:46rem}
.lead,.note,footer,.caption{color:var(--muted)}
.note{font-size:.88rem}
.hash{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.82em;overflow-wrap:anywhere}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
a{color:var(--blue)}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:clamp(.8rem,2.2vw,1.3rem);margin:0 0 1rem;min-width:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,10.5rem),1fr));gap:1rem;margin:0 0 1rem}
.tiles .card{margin:0}
.tile-name{color:var(--muted);font-size:.88rem}
.tile-value{font-size:1.9rem;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
.tile-more{color:var(--muted);font-size:.85rem}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:1rem;align-items:start;margin:0 0 1rem}
@media (min-width:64rem){.wide-first{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}.wide-first .chart{max-width:46rem}}
.warning{border-left:4px solid var(--orange)}
.pair>.card{margin:0;height:100%}
.pair>*{min-width:0}
figure{margin:0 0 .6rem}
figcaption{color:var(--muted);font-size:.88rem;margin-top:.3rem;max-width:46rem}
.scroll{overflow-x:auto;max-width:100%;margin:0 0 .9rem}
table{border-collapse:collapse;width:100%;font-size:.92rem}
.caption{font-size:.88rem;margin:.6rem 0 .3rem}
th,td{padding:.32rem .55rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
th:first-child{padding-left:0}
thead th{color:var(--muted);font-size:.84rem;vertical-align:bottom;border-bottom-color:var(--muted)}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.strong th,.strong td{font-weight:600}
.word{overflow-wrap:break-word;min-width:6.2rem}.word .note{overflow-wrap:anywhere}
.small-bar{display:block;width:100%;min-width:3.2rem;height:4px;margin-top:3px;border-radius:2px}
details{margin:.6rem 0 0}
summary{cursor:pointer;color:var(--blue);font-size:.9rem;margin-bottom:.4rem}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.35rem 1.2rem;margin:0}
dt{color:var(--muted)}
dd{margin:0;overflow-wrap:anywhere}
@media (max-width:34rem){dl{display:block}dd{margin:0 0 .5rem}}
.findings{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:.7rem 1.6rem}
.findings p{margin:0}
.findings b{display:block;font-size:.88rem;font-weight:400;color:var(--muted)}
.chart{display:block;width:100%;max-width:38rem;height:auto;overflow:visible;font-size:12px;font-family:inherit}
.chart text{fill:var(--ink)}
.chart .muted{fill:var(--muted)}
.chart .small{font-size:10.5px}
.chart .on-shade{fill:var(--on-shade)}
.chart .no-hover{pointer-events:none}
.grid{stroke:var(--grid);stroke-width:1}
.axis{stroke:var(--muted);stroke-width:1}
.mark{stroke:var(--muted);stroke-width:1.2;stroke-dasharray:4 4}
.whisker{stroke:var(--blue);stroke-width:1.5;opacity:.7}
.curve{fill:none;stroke-width:2;stroke-linejoin:round}
.curve.series-1{stroke:var(--blue)}
.curve.series-2{stroke:var(--orange);stroke-dasharray:6 3}
.curve.series-3{stroke:var(--ink);stroke-dasharray:2 3}
.dot.series-1{fill:var(--blue)}
.dot.series-2{fill:var(--orange)}
.dot.series-3{fill:var(--ink)}
.dot{stroke:var(--card);stroke-width:1}
.hover{fill:transparent}
.hover:hover{fill:var(--muted);fill-opacity:.25}
.diamond{fill:var(--card);stroke:var(--orange);stroke-width:2}
.shade{fill:var(--shade);stroke:var(--line);stroke-width:.6}
.shade:hover{stroke:var(--ink);stroke-width:1.5}
.bar{fill:var(--blue)}
.bar-ground{fill:var(--ground)}
footer{padding-top:1.5rem;padding-bottom:3rem;font-size:.85rem}
@media (max-width:34rem){.chart{font-size:14.5px}.chart .small{font-size:12px}.heatmap{min-width:34rem;font-size:12px}
.heatmap .small{font-size:10.5px}table{font-size:.86rem}th,td{padding:.3rem .35rem}.word{min-width:4.6rem}}
@media print{:root{color-scheme:light;--page:#fff;--card:#fff;--ink:#000;--muted:#444;--line:#bbb;--grid:#ddd;
--blue:#1f62a8;--orange:#b85c00;--shade:#12508f;--on-shade:#fff;--ground:#e6ebf1}
html{font-size:10pt}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.card{border:0;padding:0}.tiles .card{border:1px solid var(--line);padding:.5rem}
figure,tr,.tiles,@media (min-width:64rem){.wide-first{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}.wide-first .chart{max-width:46rem}}
.warning{border-left:4px solid var(--orange)}
.pair>.card{break-inside:avoid}h2,h3{break-after:avoid}nav{display:none}
.pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.pair table{font-size:.78rem}.pair th,.pair td{padding:.15rem .22rem}.word{min-width:3rem}details{display:none}
.scroll{overflow:visible}main,header,footer{max-width:none;padding:0}}
)css";

Markup meta(const std::string& name, const std::string& content) {
  return empty_element("meta", {{"name", name}, {"content", content}});
}

}  // namespace

std::string document(const std::string& title, const Markup& body) {
  Markup head = empty_element("meta", {{"charset", "utf-8"}});
  head += meta("viewport", "width=device-width,initial-scale=1");
  head += empty_element("meta", {{"http-equiv", "Content-Security-Policy"},
                                 {"content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}});
  head += meta("referrer", "no-referrer") + meta("generator", "leitmotif " LEITMOTIF_VERSION);
  head += element("title", title) + element("style", Markup::trusted(kStyle));
  return "<!doctype html>\n" + element("html", {{"lang", "en"}}, element("head", head) + element("body", body)).str() +
         "\n";
}

}  // namespace leitmotif::report
