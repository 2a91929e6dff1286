// Lyrics that a player keeps packed.
// Flow: bytes of a lyric file -> bytes of its text.
// Source: KuGou's KRC as programs that show it read it: `krc1`, then zlib's stream, each byte changed by one of sixteen
// in turn; inside are lines `[12000,900]<0,90,0>word`.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::corpus {

/// The text of a lyric of KuGou; other bytes as they are. Throws corrupt_data (a packed one is broken), resource_limit
/// (it is larger than kMaxLyricFileBytes); unsupported: a lyric of QQ Music in hexadecimal digits, which only its own
/// program unpacks. `source` names it in messages.
[[nodiscard]] std::string unpacked_lyric(std::string_view bytes, const std::string& source);

}  // namespace leitmotif::corpus
