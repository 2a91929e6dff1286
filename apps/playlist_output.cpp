#include "apps/playlist_output.hpp"

namespace leitmotif::apps {

std::filesystem::path folder_of(const std::string& output) {
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  return output == "-" ? here : (here / output).lexically_normal().parent_path();
}

void print_as_playlist(const engine::Engine& engine, const answers::RecommendAnswer& answer,
                       const std::string& format) {
  exchange::PlaylistExport wish;
  for (const answers::RecommendedSong& song : answer.songs) wish.songs.push_back(song.id);
  wish.format = playlist::parse_format(format);
  wish.title = answer.query.topic.empty() ? "Leitmotif" : "Leitmotif: " + answer.query.topic;
  wish.folder = folder_of("-");
  print(engine.export_playlist(wish));
}

}  // namespace leitmotif::apps
