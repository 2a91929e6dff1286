#include "leitmotif/report/citation.hpp"

#include "leitmotif/report/table.hpp"

namespace leitmotif::report {

std::string program_bibtex() {
  return "@software{leitmotif,\n"
         "  title   = {Leitmotif: finding songs by what they say},\n"
         "  author  = {{The Leitmotif authors}},\n"
         "  version = {" LEITMOTIF_VERSION
         "},\n"
         "  year    = {2026},\n"
         "  license = {MIT}\n"
         "}\n";
}

std::string data_bibtex() {
  return "@misc{moura2020music,\n"
         "  title     = {Music Dataset: Lyrics and Metadata from 1950 to 2019},\n"
         "  author    = {Moura, Luan and Fontelles, Emanuel and Sampaio, Vinicius and Fran{\\c{c}}a, Mardonio},\n"
         "  publisher = {Mendeley Data},\n"
         "  version   = {V3},\n"
         "  year      = {2020},\n"
         "  doi       = {10.17632/3t9vbwxgr5.3}\n"
         "}\n";
}

std::string program_line() {
  return "The Leitmotif authors (2026): Leitmotif: finding songs by what they say, version " LEITMOTIF_VERSION ".";
}

Markup citation_part(bool with_data, std::string_view own_data) {
  Markup content = element("pre", program_bibtex());
  if (!own_data.empty())
    content += element("p", {{"class", "note"}}, own_data);
  else if (with_data)
    content += element("pre", data_bibtex());
  return folded("How to cite", content);
}

}  // namespace leitmotif::report
