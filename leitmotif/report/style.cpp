#include "leitmotif/report/style.hpp"

#include <array>
#include <map>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/report/base64.hpp"
#include "leitmotif/report/palette.hpp"

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
header{padding-top:2rem;padding-bottom:.6rem}
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
.word{overflow-wrap:break-word;min-width:6.2rem}
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
.curve.series-4{stroke:var(--blue);stroke-dasharray:10 3 2 3}
.curve.series-5{stroke:var(--orange);stroke-dasharray:2 3}
.curve.series-6{stroke:var(--muted)}
.dot.series-1,.dot.series-4{fill:var(--blue)}
.dot.series-2,.dot.series-5{fill:var(--orange)}
.dot.series-3{fill:var(--ink)}
.dot.series-6{fill:var(--muted)}
.dot{stroke:var(--card);stroke-width:1}
.hover{fill:transparent}
.hover:hover{fill:var(--muted);fill-opacity:.25}
.diamond{fill:var(--card);stroke:var(--orange);stroke-width:2}
.shade{fill:var(--shade);stroke:var(--line);stroke-width:.6}
.shade:hover{stroke:var(--ink);stroke-width:1.5}
.bar{fill:var(--blue)}
.bar-ground{fill:var(--ground)}
footer{padding-top:1.5rem;padding-bottom:3rem;font-size:.85rem}
pre{overflow-x:auto}
@media (max-width:34rem){.chart{font-size:14.5px}.chart .small{font-size:12px}.heatmap{min-width:34rem;font-size:12px}
.heatmap .small{font-size:10.5px}table{font-size:.86rem}th,td{padding:.3rem .35rem}.word{min-width:4.6rem}}
@media print{:root{color-scheme:light;--page:#fff;--card:#fff;--ink:#000;--muted:#444;--line:#bbb;--grid:#ddd;
--blue:#1f62a8;--orange:#b85c00;--shade:#12508f;--on-shade:#fff;--ground:#e6ebf1}
html{font-size:10pt}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.card{border:0;padding:0}.tiles .card{border:1px solid var(--line);padding:.5rem}
figure,tr,.tiles,.pair>.card{break-inside:avoid}h2,h3{break-after:avoid}nav{display:none}
.pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
.pair table{font-size:.78rem}.pair th,.pair td{padding:.15rem .22rem}.word{min-width:3rem}details{display:none}
.scroll{overflow:visible}main,header,footer{max-width:none;padding:0}}
)css";

// Pages to explore: many small charts side by side, the projection, and what can be switched on and off.
constexpr const char* kExploreStyle = R"css(
.finding{font-size:1.12rem;line-height:1.4;margin:0 0 .8rem;max-width:46rem;font-weight:600}
.many{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,16.5rem),1fr));gap:1.1rem 1.4rem}
.many figure{margin:0;min-width:0}.many h4{margin:0 0 .2rem;font-size:.95rem}
.many .words-card{max-width:22rem}
.chart.wide{max-width:none}
.chart.histogram,.chart.words{max-width:24rem}
.soft{fill-opacity:.55}.soft:hover{fill-opacity:.9}
.cell{stroke:var(--line);stroke-width:.6}.cell:hover{stroke:var(--ink);stroke-width:1.5}
.above{fill:var(--high)}.below{fill:var(--shade)}
.points{fill:none;stroke-width:2.4;stroke-linecap:round;opacity:.55}
.center{fill:var(--card);stroke:var(--ink);stroke-width:2}
.chart text.strong{font-weight:600}
canvas{display:block;width:100%;height:26rem;touch-action:pan-y pinch-zoom;cursor:grab;border-radius:6px}
canvas:focus-visible{outline:2px solid var(--blue);outline-offset:2px;touch-action:none}
.series{display:flex;flex-wrap:wrap;gap:.4rem;margin:0 0 .7rem;padding:0}
.series button{font:inherit;font-size:.86rem;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:99px;padding:.22rem .7rem;cursor:pointer;text-align:left}
.series button[aria-pressed=false]{opacity:.45;text-decoration:line-through}
.series button:hover{border-color:var(--ink)}
.swatch{display:inline-block;width:.7rem;height:.7rem;border-radius:2px;margin-right:.4rem;vertical-align:-.03rem}
.tip{display:none;position:fixed;z-index:9;max-width:min(22rem,90vw);background:var(--ink);color:var(--page);padding:.35rem .6rem;border-radius:6px;font-size:.84rem;line-height:1.35;pointer-events:none;white-space:pre-line;overflow-wrap:anywhere}
.agree{color:var(--muted)}.differ{font-weight:600}
@media (max-width:34rem){.chart.wide{min-width:40rem}.series button{padding:.35rem .7rem}.chart.bars,.many .chart{font-size:12px}.many .chart .small{font-size:10.5px}}
@media print{.series,.tip{display:none}.many{grid-template-columns:repeat(3,minmax(0,1fr))}.points-card{break-inside:avoid}}
)css";

// Clusters have numbers, not meanings, so their colours are none of the topics'; the number stands at each center too.
constexpr std::array<const char*, 9> kClusterLight = {"#0b6fb3", "#c8500b", "#0b8a63", "#b04a8f", "#7d6a00",
                                                      "#4b4fb8", "#8a3c2a", "#55606c", "#2f8fa8"};
constexpr std::array<const char*, 9> kClusterDark = {"#5bb4f0", "#f58d4a", "#3fcf9f", "#e68cc7", "#d6bf45",
                                                     "#9aa0ff", "#d98a76", "#a9b5c2", "#6fd3ea"};

/// --t0.. for topics, --t8 for what is none of them, --k0.. for clusters, and the hue of numbers above 0.
std::string colour_variables(bool dark) {
  std::string text = dark ? "--high:#f0a35c;" : "--high:#a34b00;";
  std::size_t i = 0;
  for (const TopicColour& colour : topic_colours())
    text += "--t" + std::to_string(i++) + ":" + (dark ? colour.dark : colour.light) + ";";
  text += "--t" + std::to_string(i) + ":var(--muted);";
  for (std::size_t k = 0; k < kClusterLight.size(); ++k)
    text += "--k" + std::to_string(k) + ":" + (dark ? kClusterDark[k] : kClusterLight[k]) + ";";
  return text;
}

std::string colour_classes() {
  std::string text;
  const auto add = [&](const std::string& name) {
    text += ".chart .fill-" + name + "{fill:var(--" + name + ")}.line-" + name + "{stroke:var(--" + name + ")}.back-" +
            name + "{background:var(--" + name + ")}\n";
  };
  for (std::size_t i = 0; i <= topic_colours().size(); ++i) add("t" + std::to_string(i));
  for (std::size_t k = 0; k < kClusterLight.size(); ++k) add("k" + std::to_string(k));
  return text;
}

std::string explore_style() {
  const std::string light = colour_variables(false);
  return std::string(kStyle) + ":root{" + light + "}\n@media (prefers-color-scheme:dark){:root{" +
         colour_variables(true) + "}}\n" + kExploreStyle + colour_classes() + "@media print{:root{" + light + "}}\n";
}

/// The value of each variable of the first :root rules, which are the light ones.
std::map<std::string, std::string, std::less<>> light_variables() {
  std::map<std::string, std::string, std::less<>> variables;
  const std::string rules =
      std::string(kStyle).substr(0, std::string_view(kStyle).find('}')) + ";" + colour_variables(false);
  for (std::size_t at = rules.find("--"); at != std::string::npos; at = rules.find("--", at + 2)) {
    if (at > 0 && rules[at - 1] == '(') continue;  // used, not set
    const std::size_t colon = rules.find(':', at);
    const std::size_t end = rules.find(';', colon);
    std::string value = rules.substr(colon + 1, end - colon - 1);
    variables.emplace(rules.substr(at, colon - at), value);
  }
  return variables;
}

/// The policy allows itself no request, and no script but one of the given digest.
std::string policy(std::string_view script) {
  std::string text = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";
  if (!script.empty()) text += "; script-src 'sha256-" + base64(*bytes_of_hex(sha256_hex(script))) + "'";
  return text;
}

Markup meta(const std::string& name, const std::string& content) {
  return empty_element("meta", {{"name", name}, {"content", content}});
}

std::string whole_document(const std::string& title, const Markup& body, const std::string& style,
                           std::string_view script) {
  Markup head = empty_element("meta", {{"charset", "utf-8"}});
  head += meta("viewport", "width=device-width,initial-scale=1");
  head += empty_element("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", policy(script)}});
  head += meta("referrer", "no-referrer") + meta("generator", "leitmotif " LEITMOTIF_VERSION);
  head += element("title", title) + element("style", Markup::trusted(style));
  Markup all = body;
  if (!script.empty()) all += element("script", Markup::trusted(std::string(script)));
  return html_page(head, all);
}

}  // namespace

std::string document(const std::string& title, const Markup& body) { return whole_document(title, body, kStyle, {}); }

std::string document_with_script(const std::string& title, const Markup& body, std::string_view script) {
  return whole_document(title, body, explore_style(), script);
}

std::string figure_style() {
  const auto variables = light_variables();
  const std::string all = std::string(kStyle) + kExploreStyle + colour_classes();
  std::string rules;
  bool in_media = false;
  for (const std::string_view rule : each_line(all)) {
    // A rule for a medium may go over several lines; the last of them ends in two braces.
    in_media = in_media || rule.starts_with("@media");
    if (!in_media && rule.starts_with('.')) rules += std::string(rule) + "\n";
    if (in_media && rule.ends_with("}}")) in_media = false;
  }
  for (std::size_t at = rules.find("var("); at != std::string::npos; at = rules.find("var(", at)) {
    const std::size_t end = rules.find(')', at);
    const auto found = variables.find(rules.substr(at + 4, end - at - 4));
    rules.replace(at, end - at + 1, found == variables.end() ? "#000" : found->second);
  }
  return rules + "text{font-family:'DejaVu Sans',sans-serif}";
}

}  // namespace leitmotif::report
