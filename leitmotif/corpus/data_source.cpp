#include "leitmotif/corpus/data_source.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/lines.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/fields.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kTomlBytes = 1U << 20U;

/// Digests of the published file and of the training part of the paper's own division of it.
constexpr std::array<std::string_view, 2> kPublishedDigests = {
    "046b8e714bb037b5960429a9a4bdfc205530c81e0617ef39a328307c9f9e1173",
    "6453dcb71465d7fa66a2d728735c6871cfb740f5ca07af3747ba16c77f9ba200",
};

/// The text between the quotes that `value` begins with, `\"` and `\\` taken out; nothing when it has none.
std::optional<std::string> quoted_text(std::string_view value) {
  const char quote = value.empty() ? '\0' : value.front();
  if (quote != '"' && quote != '\'') return std::nullopt;
  std::string text;
  for (std::size_t i = 1; i < value.size(); ++i) {
    if (value[i] == quote) return text;
    if (quote == '"' && value[i] == '\\' && i + 1 < value.size()) ++i;
    text += value[i];
  }
  return std::nullopt;
}

using Texts = std::map<std::string, std::string>;

/// The texts of a toml file; lists, numbers and tables are passed over.
Texts read_toml(const std::filesystem::path& file) {
  const std::string content = read_file(file, kTomlBytes);
  Texts texts;
  std::size_t line_number = 0;
  for (const std::string_view whole : each_line(content)) {
    const std::string_view line = trimmed(whole);
    ++line_number;
    if (line.empty() || line.front() == '#' || line.front() == '[') continue;
    const std::size_t equals = line.find('=');
    const std::string_view value = trimmed(line.substr(std::min(equals, line.size() - 1) + 1));
    const std::optional<std::string> text = quoted_text(value);
    const bool is_text = !value.empty() && (value.front() == '"' || value.front() == '\'');
    if (equals == std::string_view::npos || equals == 0 || (is_text && !text))
      throw Error(ErrorKind::corrupt_data, file.string() + " line " + std::to_string(line_number) +
                                               ": expected a line such as name = \"My songs\", found " +
                                               in_quotes(line));
    if (text) texts[std::string(trimmed(line.substr(0, equals)))] = one_line(*text);
  }
  return texts;
}

DataSource source_of(const Texts& texts) {
  const auto text = [&](const char* key) {
    const auto found = texts.find(key);
    return found == texts.end() ? std::string() : found->second;
  };
  DataSource source{text("name"), text("licence"), text("cite"), text("doi")};
  if (source.licence.empty()) source.licence = text("license");
  return source;
}

DataSource said_beside(const std::filesystem::path& file) {
  std::filesystem::path own = file;
  own += ".toml";
  std::error_code ignored;
  if (std::filesystem::is_regular_file(own, ignored)) return source_of(read_toml(own));
  const std::filesystem::path common = file.parent_path() / "data.toml";
  if (!std::filesystem::is_regular_file(common, ignored)) return {};
  const Texts texts = read_toml(common);
  const auto of_file = texts.find("file");
  if (of_file != texts.end() && of_file->second != file.filename().string()) return {};
  return source_of(texts);
}

/// A DOI without `doi:` or an address in front.
std::string bare_doi(const std::string& doi) {
  const std::size_t begin = doi.find("10.");
  return begin == std::string::npos ? doi : doi.substr(begin);
}

}  // namespace

const DataSource& published_source() {
  static const DataSource source{
      "Music Dataset: Lyrics and Metadata from 1950 to 2019 (L. Moura, E. Fontelles, V. Sampaio, M. Franca), Mendeley "
      "Data, DOI 10.17632/3t9vbwxgr5.3",
      "CC BY 4.0",
      "L. Moura, E. Fontelles, V. Sampaio, M. Franca (2020): Music Dataset: Lyrics and Metadata from 1950 to 2019. "
      "Mendeley Data, V3, doi: 10.17632/3t9vbwxgr5.3",
      std::string(kPublishedDoi), true};
  return source;
}

DataSource data_source(const std::filesystem::path& file, std::string_view sha256, const DataSource& says) {
  if (std::ranges::find(kPublishedDigests, sha256) != kPublishedDigests.end()) return published_source();
  DataSource source = file == "-" ? DataSource() : said_beside(file);
  const auto prefer = [](std::string& kept, const std::string& said) {
    if (!said.empty()) kept = said;
  };
  prefer(source.name, says.name);
  prefer(source.licence, says.licence);
  prefer(source.citation, says.citation);
  prefer(source.doi, says.doi);
  source.doi = bare_doi(source.doi);
  if (source.doi == kPublishedDoi) return published_source();
  if (source.name.empty()) source.name = file == "-" ? "standard input" : file.filename().string();
  if (source.licence.empty()) source.licence = "not stated";
  return source;
}

}  // namespace leitmotif::corpus
