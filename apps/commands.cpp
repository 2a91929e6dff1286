#include "apps/commands.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace leitmotif::apps {

/// Makes a command. Each is defined in the file that has everything about it.
using Make = Command();
Make cite_command, classify_command, compare_command, completion_command, config_show_command, doctor_command,
    eda_command, evaluate_command, evaluate_people_command, evaluate_recommender_command, evaluate_similarity_command,
    export_command, fetch_command, generate_command, import_command, library_copy_command, lyrics_doctor_command,
    manual_command, model_info_command, mpd_fill_command, mpd_lists_command, mpd_stickers_command,
    playlists_export_command, playlists_import_command, playlists_list_command, playlists_make_command,
    playlists_remove_command, playlists_show_command, preprocess_command, recommend_command, runs_compare_command,
    runs_plot_command, runs_delete_command, runs_list_command, runs_restore_command, runs_show_command, scan_command,
    serve_command, servers_add_command, servers_list_command, servers_push_command, servers_remove_command,
    servers_sync_command, song_command, songs_command, sound_command, sound_similar_command, tags_write_command,
    taste_forget_command, taste_import_command, taste_listeners_command, taste_pair_command, taste_rank_command,
    tokens_add_command, tokens_list_command, tokens_remove_command, top_words_command, topics_learn_command,
    topics_show_command, train_command, tune_command, watch_command, wishes_export_command, wishes_forget_command,
    wishes_learn_command, wishes_list_command, wishes_score_command, wishes_train_vectors_command;

namespace {

constexpr std::array kCommands = {recommend_command,
                                  classify_command,
                                  import_command,
                                  scan_command,
                                  watch_command,
                                  songs_command,
                                  song_command,
                                  sound_command,
                                  sound_similar_command,
                                  wishes_list_command,
                                  wishes_score_command,
                                  wishes_learn_command,
                                  wishes_export_command,
                                  wishes_forget_command,
                                  wishes_train_vectors_command,
                                  taste_import_command,
                                  taste_listeners_command,
                                  taste_forget_command,
                                  taste_rank_command,
                                  taste_pair_command,
                                  playlists_make_command,
                                  playlists_import_command,
                                  playlists_list_command,
                                  playlists_show_command,
                                  playlists_export_command,
                                  playlists_remove_command,
                                  servers_add_command,
                                  servers_list_command,
                                  servers_sync_command,
                                  servers_push_command,
                                  servers_remove_command,
                                  mpd_lists_command,
                                  mpd_fill_command,
                                  mpd_stickers_command,
                                  train_command,
                                  tune_command,
                                  runs_list_command,
                                  runs_show_command,
                                  runs_compare_command,
                                  runs_plot_command,
                                  runs_delete_command,
                                  runs_restore_command,
                                  evaluate_command,
                                  compare_command,
                                  evaluate_people_command,
                                  evaluate_recommender_command,
                                  evaluate_similarity_command,
                                  eda_command,
                                  export_command,
                                  model_info_command,
                                  topics_learn_command,
                                  topics_show_command,
                                  top_words_command,
                                  library_copy_command,
                                  lyrics_doctor_command,
                                  tags_write_command,
                                  preprocess_command,
                                  serve_command,
                                  tokens_add_command,
                                  tokens_list_command,
                                  tokens_remove_command,
                                  config_show_command,
                                  doctor_command,
                                  completion_command,
                                  manual_command,
                                  fetch_command,
                                  generate_command,
                                  cite_command};

/// Commands that only ask: what a large library, a model or a table says.
constexpr std::array<std::string_view, 26> kAsking = {"recommend",
                                                      "classify",
                                                      "songs",
                                                      "song",
                                                      "sound",
                                                      "sound similar",
                                                      "wishes list",
                                                      "taste rank",
                                                      "wishes score",
                                                      "taste pair",
                                                      "taste listeners",
                                                      "playlists make",
                                                      "playlists list",
                                                      "evaluate",
                                                      "playlists show",
                                                      "runs list",
                                                      "runs show",
                                                      "runs compare",
                                                      "compare",
                                                      "eda",
                                                      "evaluate people",
                                                      "model info",
                                                      "evaluate recommender",
                                                      "evaluate similarity",
                                                      "lyrics doctor",
                                                      "doctor"};

/// Commands of leitmotif-train, which says itself what they take.
constexpr std::array<std::array<const char*, 2>, 3> kTraining = {
    {{"reproduce", "train every kind and compare with the paper (runs leitmotif-train)"},
     {"train-taste", "train the network that judges a song against nine liked ones (runs leitmotif-train)"},
     {"evaluate-cold-start", "guess the topics of songs whose lyrics are hidden (runs leitmotif-train)"}}};

}  // namespace

std::vector<Command> commands() {
  std::vector<Command> all;
  for (Make* const make : kCommands) all.push_back(make());
  for (Command& command : all) command.only_asks = std::ranges::find(kAsking, command.name) != kAsking.end();
  for (const auto& [name, summary] : kTraining) all.push_back({name, summary, {}, {}});
  return all;
}

}  // namespace leitmotif::apps
