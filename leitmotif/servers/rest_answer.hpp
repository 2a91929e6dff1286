// OpenSubsonic's answers as bytes: one tree of JSON, written as JSON or as XML.
// Flow: what is answered -> rest_answer -> the body of a response.
// Source: as subsonic.hpp; the schema of subsonic.org/pages/api.jsp for how XML follows from the same names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "leitmotif/core/json.hpp"

namespace leitmotif::servers {

/// How an answer is written.
enum class RestForm : std::uint8_t { xml, json };

/// What `f` asks for: `json`; anything else, and nothing, is XML.
[[nodiscard]] RestForm rest_form(std::string_view f) noexcept;
/// For HTTP.
[[nodiscard]] std::string_view media_type(RestForm form) noexcept;

/// An answer that is well: the members of `content` beside the usual ones of `subsonic-response`. In XML what has one
/// value is an attribute (a `value` is text), a list is as many elements; names that XML cannot have are left out.
[[nodiscard]] std::string rest_answer(const Json& content, RestForm form);
/// An answer that has failed, with one of the protocol's codes.
[[nodiscard]] std::string rest_failure(int code, std::string_view message, RestForm form);

}  // namespace leitmotif::servers
