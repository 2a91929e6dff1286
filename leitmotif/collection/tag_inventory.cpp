#include "leitmotif/collection/tag_inventory.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "leitmotif/collection/id3_frames.hpp"
#include "leitmotif/collection/music_file.hpp"
#include "leitmotif/collection/vorbis_entries.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::string_view kMood = "MOOD";

std::string digest_text(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.hex();
}

std::size_t number_in(std::string_view bytes, bool little_endian) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    value = value * 256 + static_cast<unsigned char>(bytes[little_endian ? bytes.size() - 1 - i : i]);
  return value;
}

/// One name for what ID3v2.3 and 2.4 call differently; empty for what is of no use to anybody.
std::string common_id(const std::string& id) {
  for (const char* date : {"TYER", "TDAT", "TIME", "TRDA"})
    if (id == date) return "TDRC";
  if (id == "TORY") return "TDOR";
  if (id == "IPLS" || id == "TIPL" || id == "TMCL") return "IPLS";
  return id == "TSIZ" ? std::string() : id;
}

class Inventory {
 public:
  explicit Inventory(const ReadOnlyFile& file) : file_(file) {}

  std::vector<std::string> take() {
    const ReadAt read = [&](std::int64_t offset, std::size_t size) { return file_.read_at(offset, size); };
    const MusicFormat format = format_of_file(read, file_.path().string());
    add_id3v2(read);
    for (const std::string& entry : vorbis_entries(read, format)) add_comment(entry);
    if (format == MusicFormat::mp4) add_mp4(0, file_.stamp().size_bytes, 0);
    add_end();
    std::ranges::sort(lines_);
    return std::move(lines_);
  }

 private:
  void add_id3v2(const ReadAt& read) {
    const auto bytes = static_cast<std::size_t>(id3v2_bytes(read(0, 10)));
    if (bytes == 0) return;
    const std::string name = file_.path().string();
    if (id3v2_bytes(read(static_cast<std::int64_t>(bytes), 10)) != 0)
      throw Error(ErrorKind::unsupported, name + ": has several ID3v2 tags; it was left as it is");
    std::string tag = read(0, bytes);
    if (mark_utf16(tag))
      throw Error(ErrorKind::unsupported, name + ": has UTF-16 text without a byte-order mark; it was left as it is");
    const bool short_ids = tag.size() > 3 && tag[3] == 2;
    for (const Id3Frame& frame : id3_frames(tag)) {
      const bool text = frame.id.starts_with('T') || frame.id == "IPLS" || frame.id == "COMM" || frame.id == "USLT" ||
                        frame.id.starts_with('W');
      if (frame.id == "TMOO" || is_mood_field(frame)) continue;
      // ID3v2.2 becomes 2.4 with other names: how many frames there are is what can be compared.
      if (short_ids)
        lines_.emplace_back("ID3v2 frame");
      else if (const std::string id = common_id(frame.id); !id.empty())
        lines_.push_back("ID3v2 " + id + (text ? "" : " " + digest_text(frame.data)));
    }
  }

  /// TXXX whose description is MOOD, in any encoding.
  static bool is_mood_field(const Id3Frame& frame) {
    if (frame.id != "TXXX") return false;
    std::string letters;
    for (const char c : frame.data.substr(1, 16))
      if (ascii::is_letter(c)) letters += ascii::upper(c);
    return letters.starts_with(kMood);
  }

  void add_comment(const std::string& entry) {
    std::string name = entry.substr(0, entry.find('='));
    std::ranges::transform(name, name.begin(), ascii::upper);
    if (name != kMood) lines_.push_back(name + " " + digest_text(entry.substr(std::min(name.size(), entry.size()))));
  }

  /// ID3v1 and APE tags.
  void add_end() {
    std::int64_t end = file_.stamp().size_bytes;
    if (end >= 128)
      if (const std::string tag = file_.read_at(end - 128, 128); tag.starts_with("TAG")) {
        lines_.push_back("ID3v1 " + digest_text(tag));
        end -= 128;
      }
    constexpr std::int64_t kFooter = 32;
    if (end < kFooter) return;
    const std::string footer = file_.read_at(end - kFooter, kFooter);
    if (!footer.starts_with("APETAGEX")) return;
    const auto size = static_cast<std::int64_t>(number_in(std::string_view(footer).substr(12, 4), true));
    if (size < kFooter || size > end) return;
    add_ape(file_.read_at(end - size, static_cast<std::size_t>(size - kFooter)));
  }

  void add_ape(std::string_view items) {
    while (items.size() > 8) {
      const std::size_t size = number_in(items.substr(0, 4), true);
      items.remove_prefix(8);
      const std::size_t end = items.find('\0');
      if (end == std::string_view::npos || size > items.size() - end - 1) return;
      std::string name(items.substr(0, end));
      std::ranges::transform(name, name.begin(), ascii::upper);
      if (name != kMood) lines_.push_back("APE " + name + " " + digest_text(items.substr(end + 1, size)));
      items.remove_prefix(end + 1 + size);
    }
  }

  /// The items of the list in moov.udta.meta, each as one line.
  void add_mp4(std::int64_t begin, std::int64_t end, std::size_t depth) {
    constexpr std::array<std::string_view, 4> kWay = {"moov", "udta", "meta", "ilst"};
    while (begin + 8 <= end) {
      const std::string head = file_.read_at(begin, 16);
      if (head.size() < 8) return;
      auto size = static_cast<std::int64_t>(number_in(std::string_view(head).substr(0, 4), false));
      if (size == 1 && head.size() == 16)
        size = static_cast<std::int64_t>(number_in(std::string_view(head).substr(8, 8), false));
      if (size == 0) size = end - begin;
      if (size < 8 || size > end - begin) return;
      const std::string_view name = std::string_view(head).substr(4, 4);
      if (depth == kWay.size())
        add_mp4_item(begin, size, name);
      else if (name == kWay[depth])
        add_mp4(begin + (name == "meta" ? 12 : 8), begin + size, depth + 1);
      begin += size;
    }
  }

  void add_mp4_item(std::int64_t begin, std::int64_t size, std::string_view name) {
    constexpr std::int64_t kMostItem = 32 << 20;
    const std::string item = file_.read_at(begin, static_cast<std::size_t>(std::min(size, kMostItem)));
    const bool mood = name == "----" && item.substr(0, 128).find(kMood) != std::string::npos;
    if (!mood && name != "free") lines_.push_back("MP4 " + std::string(name) + " " + digest_text(item));
  }

  const ReadOnlyFile& file_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> tag_inventory(const ReadOnlyFile& file) { return Inventory(file).take(); }

std::string lost_from(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::vector<std::string> missing;
  const auto frames = std::ranges::count(before, "ID3v2 frame");
  if (frames > 0) {
    const auto now = std::ranges::count_if(after, [](const std::string& line) { return line.starts_with("ID3v2"); });
    return frames > now ? std::to_string(frames - now) + " of its ID3v2.2 frames" : std::string();
  }
  std::ranges::set_difference(before, after, std::back_inserter(missing));
  for (const std::string& line : missing) {
    const bool is_date = line == "ID3v2 TDRC" || line == "ID3v2 IPLS";
    if (is_date && std::ranges::find(after, line) != after.end()) continue;  // several that became one
    const std::size_t blank = line.rfind(' ');
    const bool has_digest = line.size() - std::min(line.size(), blank + 1) == 64;
    return "its field " + line.substr(0, has_digest ? blank : line.size());
  }
  return {};
}

}  // namespace leitmotif::collection
