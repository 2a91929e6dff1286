#include "apps/playlist_arguments.hpp"

#include <CLI/CLI.hpp>

namespace leitmotif::apps {
namespace {

constexpr const char* kFormats = "m3u8|xspf|jspf|csv";

void add_make(CLI::App& app, PlaylistsOptions& wish) {
  app.add_option("FOLDER", wish.file, "where the files go; made when missing")->required();
  app.add_option("--format", wish.formats, "format of the files (default: m3u8); may be given several times")
      ->option_text(kFormats)
      ->allow_extra_args(false);
  app.add_option("-n", wish.n, "how many songs a list at most (default: 50)")->option_text("N");
  app.add_option("--artist-cap", wish.artist_cap, "at most so many songs of one artist (default: 2; 0: no cap)")
      ->option_text("N");
}

void add_import(CLI::App& app, PlaylistsOptions& wish) {
  app.add_option("FILE", wish.file, "playlist (.m3u, .m3u8, .xspf, .jspf), or - for standard input")->required();
  app.add_option("--name", wish.name, "what to call the list (default: the playlist's own name)")->option_text("NAME");
  app.add_flag("--replace", wish.replace, "when there is a list of that name, give it these songs instead");
}

void add_which(CLI::App& app, PlaylistsOptions& wish) {
  CLI::Option_group& which = *app.add_option_group("list", "which list");
  which.add_option("NAME", wish.name, "the list's name");
  which.add_option("--number", wish.number, "the list's number instead, as `playlists list` shows it")
      ->option_text("N")
      ->check(CLI::PositiveNumber);
  which.require_option(1);
}

}  // namespace

void add_playlists(const std::string& command, CLI::App& app, PlaylistsOptions& wish) {
  if (command == "make") return add_make(app, wish);
  if (command == "import") return add_import(app, wish);
  if (command == "list") return;
  add_which(app, wish);
  if (command != "export") return;
  app.add_option("--format", wish.formats, "format (default: what the file's ending says, else m3u8)")
      ->option_text(kFormats)
      ->allow_extra_args(false);
  app.add_option("-o,--output", wish.output, "file, or - for standard output (default)")->option_text("FILE");
}

}  // namespace leitmotif::apps
