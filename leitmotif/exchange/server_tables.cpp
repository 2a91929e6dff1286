// What the verbs about music servers answer.
#include "leitmotif/exchange/music_servers.hpp"

namespace leitmotif::exchange {

const wire::Table<SyncReport>& sync_report_table() {
  using F = wire::Field<SyncReport>;
  using wire::any_text;
  using wire::count;
  static const wire::Table<SyncReport> table(
      "SyncReport",
      {F::value("server", &SyncReport::server, any_text()),
       F::value("songs", &SyncReport::songs, count("the server has")),
       F::value("imported", &SyncReport::imported, count("new in the library")),
       F::value("matched", &SyncReport::matched, count("found to be songs that the library has from elsewhere")),
       F::value("updated", &SyncReport::updated, count("other than they were")),
       F::value("gone", &SyncReport::gone, count("the server has no longer; they stay in the library")),
       F::value("lyrics_asked", &SyncReport::lyrics_asked, count("this time")),
       F::value("lyrics_found", &SyncReport::lyrics_found, count("of those")),
       F::value("left_out", &SyncReport::left_out, count("songs whose names or lyric could not be used")),
       F::some("first_left_out", &SyncReport::first_left_out, any_text("why")),
       F::value("requests", &SyncReport::requests, count("that were sent")),
       F::value("seconds", &SyncReport::seconds, wire::any_number())});
  return table;
}

const wire::Table<PushReport>& push_report_table() {
  using F = wire::Field<PushReport>;
  using L = wire::Field<PushedList>;
  using wire::any_text;
  using wire::count;
  static const wire::Table<PushedList> list(
      "PushedList", {L::value("name", &PushedList::name, any_text("of the saved list")),
                     L::value("there", &PushedList::there, any_text("its name on the server")),
                     L::value("id", &PushedList::id, any_text("its id on the server")),
                     L::value("state", &PushedList::state, wire::one_of({"made", "replaced", "unchanged", "empty"})),
                     L::value("songs", &PushedList::songs, count("of the list on the server")),
                     L::value("not_there", &PushedList::not_there, count("songs that the server does not have"))});
  static const wire::Table<PushReport> table(
      "PushReport", {F::value("server", &PushReport::server, any_text()), F::list("lists", &PushReport::lists, list),
                     F::value("requests", &PushReport::requests, count("that were sent")),
                     F::value("seconds", &PushReport::seconds, wire::any_number())});
  return table;
}

}  // namespace leitmotif::exchange
