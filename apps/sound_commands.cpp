// `leitmotif sound`: what files sound like, and which of them sound alike.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "apps/command.hpp"
#include "apps/json_output.hpp"
#include "apps/standard_input.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/sound_answer.hpp"
#include "leitmotif/sound/listening.hpp"
#include "leitmotif/sound/neighbours.hpp"
#include "leitmotif/sound/tonality.hpp"

namespace leitmotif::apps {

Command sound_command();
Command sound_similar_command();

namespace {

constexpr std::size_t kShownNeighbours = 5;

struct SoundWish {
  std::vector<std::filesystem::path> files;
  bool numbers = false;
  bool jsonl = false;
  bool without_loudness = false;
};

/// Refuses what nothing can come of before anything is listened to. A missing file among others is left out later.
void require_files(const std::vector<std::filesystem::path>& files) {
  if (files.empty()) throw Error(ErrorKind::invalid_argument, "sound needs a music FILE at least (see --help)");
  const auto is_there = [](const std::filesystem::path& file) {
    std::error_code error;
    return std::filesystem::exists(file, error);
  };
  if (std::ranges::none_of(files, is_there))
    throw Error(ErrorKind::not_found, files.front().string() + ": there is no such file");
}

/// All but what was refused, which is warned about; a refusal is an error where nothing else is left.
engine::SoundAnswers listen_to_files(const SoundWish& wish, const General& general) {
  StandardInput input;
  std::vector<std::filesystem::path> files;
  for (const std::filesystem::path& file : wish.files) files.push_back(input.file(file));
  require_files(files);
  engine::SoundAnswers answers = engine::listen(files, general.settings.threads, progress_line());
  clear_progress();
  for (engine::SoundAnswer& answer : answers.files) answer.file = input.name_of(answer.file).string();
  for (Rejected& row : answers.rejected) row.source = input.name_of(row.source).string();
  if (answers.files.empty())
    throw Error(ErrorKind::corrupt_data, answers.rejected.front().source + ": " + answers.rejected.front().reason);
  for (const Rejected& row : answers.rejected) warn(without_controls(row.source) + ": " + without_controls(row.reason));
  return answers;
}

std::string to_text(const engine::SoundAnswer& answer) {
  const sound::Measurement& m = answer.sound;
  const auto whole = static_cast<long long>(m.seconds);
  std::string text = fmt::format("{}\n  {}:{:02} of {}, {:.1f} LUFS (range {:.1f} LU)\n", without_controls(answer.file),
                                 whole / 60, whole % 60, m.kind, m.loudness_lufs, m.loudness_range);
  if (m.tempo > 0) text += fmt::format("  {:.1f} beats a minute (clarity {:.2f})\n", m.tempo, m.tempo_clarity);
  if (m.key >= 0)
    text += fmt::format("  {} {} (clarity {:.2f})\n", sound::kKeys[static_cast<std::size_t>(m.key)],
                        m.major ? "major" : "minor", m.key_clarity);
  if (!answer.estimates.empty()) text += "  estimated from the sound:\n";
  for (const sound::Estimate& estimate : answer.estimates)
    text += fmt::format("    {:13} {:.2f}  (four of five lie from {:.2f} to {:.2f})\n", estimate.name, estimate.value,
                        estimate.low, estimate.high);
  for (const sound::Fault& fault : answer.faults) text += fmt::format("  {}: {}\n", fault.kind, fault.reason);
  return text;
}

/// What descriptors are learned from, a line for each file.
int run_numbers(const SoundWish& wish, const General& general) {
  require_files(wish.files);
  std::vector<std::string> lines(wish.files.size());
  const sound::ListenOptions options{.threads = general.settings.threads, .numbers = true};
  sound::listen_to(wish.files, options, [&](sound::Listened&& listened) {
    check_stop();
    lines[listened.file] = std::move(listened.numbers);
    if (!listened.refusal.empty()) warn(wish.files[listened.file].string() + ": " + listened.refusal);
  });
  JsonOutput out(general.json);
  for (const std::string& line : lines) out.add_lines(line);
  out.finish();
  return 0;
}

int run_sound(const SoundWish& wish, const General& general) {
  if (wish.numbers) return run_numbers(wish, general);
  const engine::SoundAnswers answers = listen_to_files(wish, general);
  if (!general.json) {
    for (const engine::SoundAnswer& answer : answers.files) print(to_text(answer));
    return 0;
  }
  wire::Writer out(2);
  if (wish.files.size() > 1) out.begin_list();
  for (const engine::SoundAnswer& answer : answers.files) engine::sound_answer_table().write(out, answer);
  if (wish.files.size() > 1) out.end_list();
  print(out.take() + "\n");
  return 0;
}

std::string neighbours_line(const engine::SoundAnswers& answers, const std::vector<std::size_t>& pieces,
                            std::size_t piece, std::span<const sound::Neighbour> others) {
  wire::Writer out;
  out.begin_object();
  out.key("file");
  out.put(answers.files[pieces[piece]].file);
  out.key("nearest");
  out.begin_list();
  for (const sound::Neighbour& other : others) {
    out.begin_list();
    out.put(answers.files[pieces[other.piece]].file);
    out.put(other.distance);
    out.end_list();
  }
  out.end_list();
  out.end_object();
  return out.take();
}

int run_similar(const SoundWish& wish, const General& general) {
  const engine::SoundAnswers answers = listen_to_files(wish, general);
  std::vector<std::size_t> pieces;  // those with something to compare
  std::vector<std::vector<float>> descriptors;
  for (std::size_t i = 0; i < answers.files.size(); ++i) {
    if (answers.files[i].sound.descriptor.empty()) {
      warn(without_controls(answers.files[i].file) + ": there is too little to hear to compare it");
      continue;
    }
    pieces.push_back(i);
    descriptors.push_back(answers.files[i].sound.descriptor);
  }
  const bool is_json = wish.jsonl || general.json;
  JsonOutput out(general.json && !wish.jsonl);
  const auto compared = wish.without_loudness ? sound::Compared::all_but_loudness : sound::Compared::everything;
  sound::for_each_neighbours(descriptors, compared, general.settings.threads,
                             [&](std::size_t piece, std::span<const sound::Neighbour> others) {
                               check_stop();
                               if (is_json) return out.add(neighbours_line(answers, pieces, piece, others));
                               print(without_controls(answers.files[pieces[piece]].file) + "\n");
                               for (const auto& other : others.first(std::min(others.size(), kShownNeighbours)))
                                 print(fmt::format("  {:.3f}  {}\n", other.distance,
                                                   without_controls(answers.files[pieces[other.piece]].file)));
                             });
  if (is_json) out.finish();
  return 0;
}

}  // namespace

Command sound_command() {
  const auto wish = std::make_shared<SoundWish>();
  return {"sound",
          "what music files sound like: loudness, tempo, key, and what follows from them",
          {{"FILE", "", "music files of any format, or - for standard input", &wish->files},
           {"--numbers", "", "the numbers that descriptors are learned from, a line of JSON for each file",
            &wish->numbers}},
          [wish](const General& general) { return run_sound(*wish, general); }};
}

Command sound_similar_command() {
  const auto wish = std::make_shared<SoundWish>();
  return {"sound similar",
          "for each music file the others, those that sound most alike first",
          {{"FILE", "", "music files of any format", &wish->files},
           {"--jsonl", "", "one line of JSON for each file, with all others", &wish->jsonl},
           {"--without-loudness", "", "compare everything but how loud they are", &wish->without_loudness}},
          [wish](const General& general) { return run_similar(*wish, general); }};
}

}  // namespace leitmotif::apps
