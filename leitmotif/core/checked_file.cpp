#include "leitmotif/core/checked_file.hpp"

#include <array>

#include "leitmotif/core/checksum.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif {
namespace {

constexpr std::string_view kMagic = "LMPIECES";
constexpr std::size_t kNumber = sizeof(std::uint64_t);
constexpr std::size_t kTail = 4 * kNumber;

std::string bytes_of(std::uint64_t number) {
  std::string bytes;
  for (std::size_t i = 0; i < kNumber; ++i) bytes += static_cast<char>(number >> (8 * i));
  return bytes;
}

std::uint64_t number_at(std::string_view bytes, std::size_t place) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kNumber; ++i)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[place + i])} << (8 * i);
  return number;
}

constexpr std::uint64_t pieces_of(std::uint64_t bytes) {
  return bytes / CheckedFile::kPiece + (bytes % CheckedFile::kPiece == 0 ? 0 : 1);
}

}  // namespace

CheckedFile::CheckedFile(const std::filesystem::path& path) : name_(path.string()), file_(path) {
  const auto refuse = [&](const char* reason) {
    throw Error(ErrorKind::corrupt_data, name_ + ": is damaged (" + reason + ")");
  };
  const std::string_view bytes = file_.bytes();
  if (bytes.size() < kTail) refuse("too short");
  const std::string_view tail = bytes.substr(bytes.size() - kTail);
  if (!tail.starts_with(kMagic)) refuse("its end is missing");
  const std::uint64_t body = number_at(tail, kNumber);
  const std::uint64_t head = number_at(tail, 2 * kNumber);
  const std::uint64_t before = bytes.size() - kTail;
  if (body > before || head > before - body || before - body - head != pieces_of(body) * kNumber) refuse("its length");
  body_ = bytes.substr(0, body);
  head_ = bytes.substr(body, head);
  sums_ = bytes.substr(body + head, pieces_of(body) * kNumber);
  if (checksum_of(bytes.substr(body, bytes.size() - kNumber - body)) != number_at(tail, 3 * kNumber))
    refuse("its directory");
  is_checked_ = std::vector<std::atomic<std::uint8_t>>(pieces_of(body));
}

void CheckedFile::check(std::size_t piece) const {
  if (checksum_of(body_.substr(piece * kPiece, kPiece)) != number_at(sums_, piece * kNumber)) {
    is_damaged_ = true;
    throw Error(ErrorKind::corrupt_data, name_ + ": is damaged (bytes from " + std::to_string(piece * kPiece) + " on)");
  }
  is_checked_[piece].store(1, std::memory_order_relaxed);
}

void CheckedFileWriter::end_piece() {
  sums_ += bytes_of(checksum_of(piece_));
  file_.write(piece_);
  piece_.clear();
}

void CheckedFileWriter::write(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, CheckedFile::kPiece - piece_.size());
    piece_ += part;
    bytes.remove_prefix(part.size());
    if (piece_.size() == CheckedFile::kPiece) end_piece();
  }
}

void CheckedFileWriter::align(std::size_t bytes) {
  if (size_ % bytes != 0) write(std::string(bytes - size_ % bytes, '\0'));
}

void CheckedFileWriter::commit(std::string_view head) {
  if (!piece_.empty()) end_piece();
  std::string end(head);
  end += sums_;
  end += kMagic;
  end += bytes_of(size_) + bytes_of(head.size());
  end += bytes_of(checksum_of(end));
  file_.write(end);
  file_.commit();
}

}  // namespace leitmotif
