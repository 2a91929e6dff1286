#include "leitmotif/histories/records.hpp"

namespace leitmotif::histories {

void JsonRecords::add(std::string_view bytes) {
  std::size_t begin = depth_ > 0 ? 0 : std::string_view::npos;  // where the record under way goes on in these bytes
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (in_text_) {
      if (escaped_)
        escaped_ = false;
      else if (c == '\\')
        escaped_ = true;
      else if (c == '"')
        in_text_ = false;
      continue;
    }
    if (c == '"' && depth_ > 0) in_text_ = true;
    if (c == '{' && depth_++ == 0) begin = at;
    if (c != '}' || depth_ == 0 || --depth_ > 0) continue;
    record_.append(bytes.substr(begin, at + 1 - begin));
    begin = std::string_view::npos;
    if (is_too_long_ || record_.size() > kMostRecordBytes)
      ++too_long_;
    else
      on_record_(record_);
    record_.clear();
    is_too_long_ = false;
  }
  if (begin == std::string_view::npos) return;
  if (record_.size() + bytes.size() > kMostRecordBytes) is_too_long_ = true;
  if (!is_too_long_) record_.append(bytes.substr(begin));
}

void TableRecords::give() {
  if (!record_.empty() && record_.back() == '\r') record_.pop_back();
  if (!record_.empty() && record_.size() <= kMostRecordBytes) on_record_(record_);
  record_.clear();
  in_quotes_ = false;
}

void TableRecords::add(std::string_view bytes) {
  for (const char c : bytes) {
    if (c == '"') in_quotes_ = !in_quotes_;
    if (c == '\n' && !in_quotes_)
      give();
    else
      record_ += c;
  }
}

void TableRecords::end() { give(); }

std::vector<std::string> cells_of(std::string_view record, char delimiter) {
  std::vector<std::string> cells(1);
  bool in_quotes = false;
  for (std::size_t at = 0; at < record.size(); ++at) {
    const char c = record[at];
    const bool is_doubled = c == '"' && in_quotes && at + 1 < record.size() && record[at + 1] == '"';
    if (is_doubled) {
      cells.back() += '"';
      ++at;
    } else if (c == '"' && (in_quotes || cells.back().empty())) {
      in_quotes = !in_quotes;
    } else if (c == delimiter && !in_quotes) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

}  // namespace leitmotif::histories
