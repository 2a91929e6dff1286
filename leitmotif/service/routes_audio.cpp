// The sound of a person's own songs, in whole or in parts.
#include <algorithm>
#include <array>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/http/file_answer.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

struct Sound {
  std::string_view ending;  ///< in lower case
  const char* type;         ///< media type
};

constexpr std::array<Sound, 6> kSounds = {{{".mp3", "audio/mpeg"},
                                           {".flac", "audio/flac"},
                                           {".ogg", "audio/ogg"},
                                           {".oga", "audio/ogg"},
                                           {".opus", "audio/ogg"},
                                           {".m4a", "audio/mp4"}}};

const Sound* sound_of(const std::filesystem::path& file) {
  const std::string ending = ascii::lower_case(file.extension().native());
  const auto found = std::ranges::find(kSounds, std::string_view(ending), &Sound::ending);
  return found == kSounds.end() ? nullptr : &*found;
}

Response sound(const Parts& parts, const Call& call) {
  const std::int64_t id = call.parameters["id"];
  const std::filesystem::path file = parts.engine.file_of(id);
  const Sound* known = sound_of(file);
  if (known == nullptr) throw Error(ErrorKind::not_found, "song " + std::to_string(id) + " has no music file");
  return http::file_answer(call.request, parts.song_path(file), known->type);
}

}  // namespace

void add_audio_routes(RouteTable& table, Parts& parts) {
  table.push_back({.method = "GET",
                   .pattern = "/api/v1/songs/{id}/audio",
                   .summary = "The music file of a person's own song, or the part that Range asks for",
                   .path = {{"id", song_id(), "the song", true}},
                   .success = {200, kSounds[0].type, {}, {"audio/flac", "audio/ogg", "audio/mp4"}},
                   .errors = {404, 412, 416},
                   .ranges = true,
                   .handler = [&parts](const Call& call) { return sound(parts, call); }});
}

}  // namespace leitmotif::service
