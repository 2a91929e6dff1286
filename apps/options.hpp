// What a user typed, as plain data: one struct a command. Filled by arguments.cpp, used by commands.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::apps {

/// Options every command takes.
struct GeneralOptions {
  engine::Settings settings;
  std::uint64_t seed = 0;
  bool json = false;
};

struct PreprocessOptions {
  std::string file = "-";
  std::string pipeline = "corpus";
  bool jsonl = false;
};

struct ClassifyOptions {
  std::vector<std::string> files;  ///< empty: standard input
  std::string pipeline = "corpus";
  bool jsonl = false;
  bool explain = false;
};

struct ImportOptions {
  std::string file;
  bool songbook = false;
};

struct RecommendOptions {
  Json document = Json::object();  ///< the keys of a RecommendRequest
  std::string format = "table";
};

struct SongsOptions {
  std::vector<std::string> words;
  std::int64_t n = 20;
  std::int64_t offset = 0;
};

struct EvaluateOptions {
  std::string file;
  std::vector<std::filesystem::path> models;  ///< empty: the general one
  std::filesystem::path html;                 ///< empty: no page
  std::filesystem::path without_artists_of;   ///< empty: no second opinion
};

struct SimilarityOptions {
  std::string file;
  std::filesystem::path model;  ///< of similarity; empty: the shipped one
};

struct EdaOptions {
  std::string file;               ///< empty: the library
  std::filesystem::path html;     ///< empty: no page
  std::filesystem::path figures;  ///< folder; empty: no figures
  std::string clusters = "5";     ///< a number, or auto
  std::vector<std::string> features;
};

struct ModelOptions {
  std::filesystem::path file;
  std::int64_t n = 20;
};

struct FetchOptions {
  std::string url;
  std::filesystem::path output;
};

struct ServeOptions {
  std::string host = "127.0.0.1";
  unsigned port = 8080;
  bool open = false;
  bool quiet = false;
  bool new_token = false;
  std::vector<std::string> host_names;
  std::vector<std::filesystem::path> allowed_paths;
};

struct GenerateOptions {
  std::int64_t songs = 0;
  std::string output = "-";
};

struct PlaylistsOptions {
  std::string file;  ///< FOLDER of make, FILE of import
  std::string name;
  std::int64_t number = 0;  ///< of a list; 0: it is named instead
  bool replace = false;     ///< import: a list of that name gets the new songs
  std::vector<std::string> formats;
  std::string output = "-";
  std::int64_t n = 50;
  std::int64_t artist_cap = 2;
};

struct ScanOptions {
  std::filesystem::path folder;
  std::string lyrics_order;  ///< empty: the usual one
  bool by_content = false;
};

struct TagsWriteOptions {
  std::filesystem::path folder;  ///< empty: every scanned file
  bool mood = false;
  bool dry_run = false;
  double threshold = 0.5;
};

struct Options {
  GeneralOptions general;
  PreprocessOptions preprocess;
  ClassifyOptions classify;
  ImportOptions import;
  RecommendOptions recommend;
  SongsOptions songs;
  EvaluateOptions evaluate;
  SimilarityOptions similarity;
  EdaOptions eda;
  ModelOptions model;
  FetchOptions fetch;
  ServeOptions serve;
  GenerateOptions generate;
  PlaylistsOptions playlists;
  ScanOptions scan;
  TagsWriteOptions tags_write;
};

}  // namespace leitmotif::apps
