// What a person needs to reach a service from another machine of the house: its addresses, and one as a picture.
// Flow: serve -> addresses -> standard error, a QR code on the terminal.
#pragma once

#include <string>
#include <vector>

namespace leitmotif::apps {

/// The addresses of this machine's networks that are up, loopback and link-local ones apart: IPv4 before IPv6.
[[nodiscard]] std::vector<std::string> network_addresses();

/// A QR code of a text as lines of half blocks, dark on light whatever the terminal's colours; empty for a text that is
/// too long. The door to libqrencode.
[[nodiscard]] std::string qr_code(const std::string& text);

}  // namespace leitmotif::apps
