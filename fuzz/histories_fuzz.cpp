// Any bytes as an export of a listening service, in JSON and as a table: what is read must not depend on how the bytes
// came, and names must be well-formed.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/error.hpp"
#include "leitmotif/histories/records.hpp"
#include "leitmotif/histories/services.hpp"

namespace {

using namespace leitmotif;

/// What an export gave, as lines to compare.
using Told = std::vector<std::string>;

void tell(Told& told, const histories::Listen& listen) {
  told.push_back(listen.artist + "\n" + listen.title + "\n" + std::to_string(listen.at_ms));
}

template <class Records>
void feed(Records& records, std::string_view bytes, std::size_t piece) {
  for (std::size_t at = 0; at < bytes.size(); at += piece) records.add(bytes.substr(at, piece));
}

Told as_json(std::string_view bytes, std::size_t piece) {
  Told told;
  histories::JsonService service;
  histories::JsonRecords records([&](std::string_view record) {
    (void)service.read(record, [&](const histories::Listen& listen) { tell(told, listen); });
  });
  feed(records, bytes, piece);
  told.push_back(records.is_cut() ? "cut" : "whole");
  return told;
}

Told as_table(std::string_view bytes, std::size_t piece) {
  Told told;
  histories::TableService service;
  histories::TableRecords records([&](std::string_view record) {
    (void)service.read(record, [&](const histories::Listen& listen) { tell(told, listen); });
  });
  feed(records, bytes, piece);
  records.end();
  return told;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t piece = std::max<std::size_t>(1, data[0]);
  const std::size_t whole = std::max<std::size_t>(1, bytes.size());
  try {
    if (as_json(bytes, piece) != as_json(bytes, whole)) std::abort();
    if (as_table(bytes, piece) != as_table(bytes, whole)) std::abort();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) std::abort();
  }
  return 0;
}
