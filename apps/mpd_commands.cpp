// `leitmotif mpd ...`: players that speak MPD's protocol: MPD, Mopidy.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/players/mpd.hpp"

namespace leitmotif::apps {

Command mpd_lists_command();
Command mpd_fill_command();
Command mpd_stickers_command();

namespace {

/// Where the player is, and what every command about it takes.
struct PlayerWish {
  std::string host;
  unsigned port = 0;
  std::filesystem::path music_folder;
  bool dry_run = false;
};

struct MpdListsWish {
  PlayerWish player;
  std::vector<std::string> lists;
};

struct MpdFillWish {
  PlayerWish player;
  std::int64_t ahead = 5;
  std::int64_t artist_cap = 2;
  bool once = false;
};

struct MpdLists {
  std::vector<players::MpdList> lists;
};

struct Filled {
  std::vector<std::string> uris;
};

struct Stickers {
  std::vector<players::Sticker> stickers;
};

wire::Schema addresses(std::string_view words) { return wire::list_of(wire::any_text(), 0, wire::kManyItems, words); }

const wire::Table<MpdLists>& mpd_lists_table() {
  using L = wire::Field<players::MpdList>;
  using wire::any_text;
  static const wire::Table<players::MpdList> list(
      "MpdList", {L::value("name", &players::MpdList::name, any_text("of the saved list")),
                  L::value("there", &players::MpdList::there, any_text("its name at the player")),
                  L::value("state", &players::MpdList::state, wire::one_of({"made", "replaced", "unchanged", "empty"})),
                  L::value("uris", &players::MpdList::uris, addresses("the player's addresses, in order")),
                  L::value("not_there", &players::MpdList::not_there, wire::count("songs the player does not have"))});
  static const wire::Table<MpdLists> table("MpdLists", {wire::Field<MpdLists>::list("lists", &MpdLists::lists, list)});
  return table;
}

const wire::Table<Filled>& filled_table() {
  static const wire::Table<Filled> table(
      "Filled", {wire::Field<Filled>::value("uris", &Filled::uris, addresses("added, or of a dry run to be added"))});
  return table;
}

const wire::Table<Stickers>& stickers_table() {
  using S = wire::Field<players::Sticker>;
  using wire::any_text;
  static const wire::Table<players::Sticker> sticker(
      "Sticker",
      {S::value("uri", &players::Sticker::uri, any_text()), S::value("name", &players::Sticker::name, any_text()),
       S::value("value", &players::Sticker::value, any_text())});
  static const wire::Table<Stickers> table("Stickers",
                                           {wire::Field<Stickers>::list("stickers", &Stickers::stickers, sticker)});
  return table;
}

/// A name for a player in the library: lists of two players are not mixed up.
std::string library_name_of(const PlayerWish& wish) {
  return "mpd:" + (wish.host.empty() ? std::string("localhost") : wish.host) + ":" +
         std::to_string(wish.port == 0 ? 6600 : wish.port);
}

std::string lines_of(const std::vector<std::string>& uris) {
  std::string text;
  for (const std::string& uri : uris) text += without_controls(uri) + "\n";
  return text;
}

int run_mpd_lists(const MpdListsWish& wish, const General& general) {
  engine::Engine engine = engine::Engine::open(general.settings);
  servers::Mpd player({wish.player.host, wish.player.port});
  players::MpdSongs songs(engine, player, wish.player.music_folder);
  const bool dry = wish.player.dry_run;
  show(general, mpd_lists_table(),
       MpdLists{write_mpd_lists(engine, player, songs, {library_name_of(wish.player), wish.lists, dry})},
       [dry](const MpdLists& all) {
         std::string text;
         for (const players::MpdList& list : all.lists) {
           if (dry) {
             text += fmt::format("# {}: {}\n", without_controls(list.name), list.state) + lines_of(list.uris);
             continue;
           }
           text += fmt::format("{:<10} {:>6} songs  {}", list.state, list.uris.size(),
                               without_controls(list.there.empty() ? list.name : list.there));
           if (list.not_there > 0) text += fmt::format("  ({} songs are not at the player)", list.not_there);
           text += "\n";
         }
         return text;
       });
  return 0;
}

/// Adds what is missing, and gives it.
std::vector<std::string> fill_once(const MpdFillWish& wish, const engine::Engine& engine, servers::Mpd& player,
                                   players::MpdSongs& songs) {
  players::FillWish fill;
  fill.ahead = static_cast<std::size_t>(wish.ahead);
  fill.artist_cap = static_cast<std::size_t>(wish.artist_cap);
  const servers::MpdStatus status = player.status();
  if (status.queued > status.playing.value_or(0) + fill.ahead) return {};
  std::vector<std::string> next = next_for_queue(engine, songs, {player.queue(), status}, fill);
  for (const std::string& uri : next)
    if (!wish.player.dry_run) player.add(uri);
  return next;
}

int run_mpd_fill(const MpdFillWish& wish, const General& general) {
  engine::Engine engine = engine::Engine::open(general.settings);
  servers::Mpd player({wish.player.host, wish.player.port});
  players::MpdSongs songs(engine, player, wish.player.music_folder);
  const auto to_text = [](const Filled& filled) { return lines_of(filled.uris); };
  show(general, filled_table(), Filled{fill_once(wish, engine, player, songs)}, to_text);
  while (!wish.once && !wish.player.dry_run) {
    flush_output();
    player.wait(check_stop);
    if (const Filled more{fill_once(wish, engine, player, songs)}; !more.uris.empty())
      show(general, filled_table(), more, to_text);
  }
  return 0;
}

int run_mpd_stickers(const PlayerWish& wish, const General& general) {
  engine::Engine engine = engine::Engine::open(general.settings);
  servers::Mpd player({wish.host, wish.port});
  players::MpdSongs songs(engine, player, wish.music_folder);
  const Stickers missing{missing_stickers(engine, player, songs)};
  const OnProgress progress = progress_line();
  for (std::size_t i = 0; i < missing.stickers.size() && !wish.dry_run; ++i) {
    const players::Sticker& sticker = missing.stickers[i];
    player.set_sticker(sticker.uri, sticker.name, sticker.value);
    progress({"writing stickers", i + 1, missing.stickers.size()});
  }
  show(general, stickers_table(), missing, [&wish](const Stickers& all) {
    std::string text;
    for (const players::Sticker& sticker : all.stickers)
      if (wish.dry_run) text += fmt::format("{}\t{}={}\n", without_controls(sticker.uri), sticker.name, sticker.value);
    return wish.dry_run ? text : fmt::format("{} stickers written\n", all.stickers.size());
  });
  return 0;
}

std::vector<wire::Option> player_options(PlayerWish& wish) {
  return {{"--host", "HOST",
           "the player, or the path of its socket (default: MPD_HOST, with PASSWORD@ in front where it needs one, else "
           "this machine)",
           &wish.host},
          {"--port", "N", "its port (default: MPD_PORT, else 6600)", &wish.port, {.most = 65535}},
          {"--music-folder", "FOLDER",
           "the folder its addresses are below (default: as it says over its socket; else songs are matched by tags)",
           &wish.music_folder},
          {"--dry-run", "", "change nothing; print the addresses", &wish.dry_run}};
}

}  // namespace

Command mpd_lists_command() {
  const auto wish = std::make_shared<MpdListsWish>();
  std::vector<wire::Option> options = player_options(wish->player);
  options.push_back({"--list", "NAME", "a saved list (default: all); may be given several times", &wish->lists});
  return {"mpd lists", "saved lists as lists of MPD or Mopidy", std::move(options),
          [wish](const General& general) { return run_mpd_lists(*wish, general); }};
}

Command mpd_fill_command() {
  const auto wish = std::make_shared<MpdFillWish>();
  std::vector<wire::Option> options = player_options(wish->player);
  options.push_back(
      {"--ahead", "N", "songs that are kept behind the present one (default: 5)", &wish->ahead, within(1, 200)});
  options.push_back({"--artist-cap",
                     "N",
                     "at most so many songs of one artist among ten (default: 2; 0: no cap)",
                     &wish->artist_cap,
                     {.least = 0}});
  options.push_back({"--once", "", "fill the queue once and end", &wish->once});
  return {"mpd fill", "keep the queue of MPD or Mopidy filled with songs like the present one", std::move(options),
          [wish](const General& general) { return run_mpd_fill(*wish, general); }};
}

Command mpd_stickers_command() {
  const auto wish = std::make_shared<PlayerWish>();
  return {"mpd stickers", "topics as stickers of MPD's songs, those that changed", player_options(*wish),
          [wish](const General& general) { return run_mpd_stickers(*wish, general); }};
}

}  // namespace leitmotif::apps
