#include "support/stored_zip.hpp"

#include <string_view>

namespace leitmotif::testing {
namespace {

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::string number(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
  return text;
}

/// The fields that the local and the central header share: version, flags, method, time, checksum, sizes, lengths.
std::string shared_fields(const std::string& name, const std::string& content, std::uint16_t flags) {
  return number(20, 2) + number(flags, 2) + number(0, 2) + number(0, 4) + number(crc32(content), 4) +
         number(content.size(), 4) + number(content.size(), 4) + number(name.size(), 2) + number(0, 2);
}

}  // namespace

std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& entries, std::uint16_t flags) {
  std::string archive;
  std::string directory;
  for (const auto& [name, content] : entries) {
    directory += "PK\x01\x02" + number(20, 2) + shared_fields(name, content, flags) + number(0, 6) + number(0, 4) +
                 number(archive.size(), 4) + name;
    archive += "PK\x03\x04" + shared_fields(name, content, flags) + name + content;
  }
  const std::string end = "PK\x05\x06" + number(0, 4) + number(entries.size(), 2) + number(entries.size(), 2) +
                          number(directory.size(), 4) + number(archive.size(), 4) + number(0, 2);
  return archive + directory + end;
}

}  // namespace leitmotif::testing
