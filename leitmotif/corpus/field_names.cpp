#include "leitmotif/corpus/field_names.hpp"

namespace leitmotif::corpus {
namespace {

// `any_...` stands where a column belongs that words_of_columns has found.
constexpr SlotNames kColumnNames[] = {
    {FieldSlot::artist,
     "artist_name|artist|artists|artist_name(s)|track_artist|track_artist(s)|song_artist|"
     "artist(s)_name|artists_name|primary_artist|main_artist|performer|performers|singer|singers|band|"
     "musician|album_artist|album_artist_name(s)|interpret|k\u00FCnstler|artiste|artista|interprete|"
     "int\u00E9rprete|interpreter|s\u00E4nger|kunstler|wykonawca|artiest|"
     "\u0438\u0441\u043F\u043E\u043B\u043D\u0438\u0442\u0435\u043B\u044C|\u6B4C\u624B|"
     "\u30A2\u30FC\u30C6\u30A3\u30B9\u30C8|\uAC00\uC218|"
     "sanat\u00E7\u0131|\u015Fark\u0131c\u0131|el\u0151ad\u00F3|esitt\u00E4j\u00E4|artist\u0103|"
     "\u03BA\u03B1\u03BB\u03BB\u03B9\u03C4\u03AD\u03C7\u03BD\u03B7\u03C2|penyanyi|"
     "\u0432\u0438\u043A\u043E\u043D\u0430\u0432\u0435\u0446\u044C|interpretator|\u6B4C\u624B\u540D|"
     "\u30A2\u30FC\u30C6\u30A3\u30B9\u30C8\u540D|\u827A\u4EBA|\u85DD\u4EBA|\uC544\uD2F0\uC2A4\uD2B8|"
     "any_artist|author|creator"},
    {FieldSlot::title,
     "track_name|title|song|song_name|song_title|track_title|s_name|titel|titre|titolo|titulo|"
     "t\u00EDtulo|name|track|songtitel|liedtitel|lied|canci\u00F3n|cancion|chanson|canzone|"
     "m\u00FAsica|morceau|tytu\u0142|utw\u00F3r|\u043D\u0430\u0437\u0432\u0430\u043D\u0438\u0435|"
     "\u043F\u0435\u0441\u043D\u044F|"
     "\u043D\u0430\u0437\u0432\u0430\u043D\u0438\u0435_\u043F\u0435\u0441\u043D\u0438|\u66F2\u540D|"
     "\u6B4C\u540D|\uC81C\uBAA9|"
     "l\u00E5t|l\u00E5ttitel|sang|kappale|\u015Fark\u0131|\u015Fark\u0131_ad\u0131|skladba|p\u00EDse\u0148|"
     "c\u00EDm|dal|c\u00E2ntec|pies\u0103|\u03C4\u03AF\u03C4\u03BB\u03BF\u03C2|judul|judul_lagu|nummer|"
     "\u043F\u0456\u0441\u043D\u044F|\u043D\u0430\u0437\u0432\u0430|"
     "any_title|single|recording|work"},
    {FieldSlot::year,
     "release_date|year|release_year|released_year|year_released|year_of_release|released|"
     "album_release_date|track_album_release_date|album_release_year|original_year|"
     "original_release_date|date|jahr|ann\u00E9e|annee|a\u00F1o|ano|anno|rok|\u0433\u043E\u0434|"
     "\u767A\u58F2\u5E74|\u5E74|any_year|yr|release|published|week_id"},
    {FieldSlot::genre,
     "genre|genres|main_genre|music_genre|track_genre|playlist_genre|top_genre|artist_genres|"
     "genre_name|tag|style|genero|g\u00E9nero|g\u00EAnero|genere|gatunek|musikrichtung|"
     "\u0436\u0430\u043D\u0440|\u0441\u0442\u0438\u043B\u044C|\u6D41\u6D3E|any_genre|tags|category|"
     "categor\u00EDa|subgenre"},
    {FieldSlot::album,
     "album|album_name|album_title|track_album_name|release_title|\u00E1lbum|albumtitel|alben|"
     "collection_name"},
    {FieldSlot::isrc, "isrc|isrc_code|track_isrc|external_ids.isrc|track.external_ids.isrc"},
    {FieldSlot::length,
     "duration_ms|track_duration_ms|duration_(ms)|length_ms|track_time_millis|duration|track_duration|"
     "song_duration|duration_s|duration_sec|duration_seconds"},
    {FieldSlot::explicit_flag,
     "explicit|is_explicit|track_explicit|explicit_flag|explicit_lyrics|explicit_content|explicitness|"
     "explicit_rating|content_rating|parental_warning|parental_warning_type|has_explicit_lyrics|"
     "explicit_content_lyrics|track_explicitness|advisory|itunesadvisory|parental_advisory|"
     "content_advisory|advisory_rating"},
    {FieldSlot::lyrics,
     "lyrics|lyric|song_lyrics|song_lyric|lyrics_text|lyric_text|plain_lyrics|unsynced_lyrics|"
     "full_lyrics|original_lyrics|lyrics_body|text|songtext|liedtext|paroles|letra|letras|testo|"
     "synced_lyrics|clean_lyrics|cleaned_lyrics|lyrics_clean|lyrics_cleaned|words|seq|tekst|"
     "tekst_piosenki|lyriikat|sanat|\u0442\u0435\u043A\u0441\u0442|"
     "\u0442\u0435\u043A\u0441\u0442_\u043F\u0435\u0441\u043D\u0438|\u6B4C\u8BCD|\u6B4C\u8A5E|"
     "\uAC00\uC0AC|"
     "songtekst|l\u00E5ttext|sangtekst|teksti|sanoitus|\u015Fark\u0131_s\u00F6z\u00FC|"
     "\u015Fark\u0131_s\u00F6zleri|s\u00F6zler|text_p\u00EDsn\u011B|dalsz\u00F6veg|versuri|"
     "\u03C3\u03C4\u03AF\u03C7\u03BF\u03B9|l\u1EDDi_b\u00E0i_h\u00E1t|lirik|lirik_lagu|"
     "letra_de_la_canci\u00F3n|letra_da_m\u00FAsica|parole|transcription|transcript|"
     "uslt|any_lyrics|full_text|content|body"},
    {FieldSlot::recording_id,
     "recording_mbid|recording_id|musicbrainz_recordingid|musicbrainz_trackid|track_mbid|mb_trackid|mbid"},
    {FieldSlot::release_id, "release_mbid|release_id|musicbrainz_releaseid|musicbrainz_albumid|album_mbid|mb_albumid"},
    {FieldSlot::artist_id, "artist_mbid|artist_id|musicbrainz_artistid|mb_artistid"},
    {FieldSlot::topic, "topic"},
};

constexpr WordsOfColumn kWordsOfColumns[] = {
    {"any_lyrics", "lyrics|lyric|letra|letras|paroles|songtext|text",
     "raw|original|en|eng|english|text|content|full|track|song|genius|azlyrics|musixmatch|lrclib|scraped|"
     "processed|preprocessed|clean|cleaned|plain|body|final|normalized|unsynced|unsynchronised|synced|txt|"
     "string|version|da|de|la|m\u00FAsica|musica|canci\u00F3n|cancion|0|1|lyrics|lyric|s"},
    {"any_artist", "artist|artists|singer|performer|band|musician",
     "name|names|track|song|main|lead|primary|performing|contributing|first|0|1|s|artist|artists|singer|"
     "performer|band|the|of|full"},
    {"any_genre", "genre|genres",
     "primary|main|macro|parent|broad|song|track|album|artist|artists|music|name|first|0|1|top|s|of"},
    {"any_year", "year|date",
     "release|released|track|song|album|original|of|recording|publish|published|publication|chart|peak|"
     "debut|first|rel|issue|year|date|the"},
    {"any_title", "title|titles|name|song|track", "song|track|music|full|of|the|original|title|name|clean|tune"},
};

constexpr SlotNames kHeadNames[] = {
    {FieldSlot::artist, "artist|artists|singer|performer|performed by|band|interpret|k\u00FCnstler|artiste|artista"},
    {FieldSlot::title, "title|song|song title|song name|track name|titel|titre|titolo|titulo|t\u00EDtulo"},
    {FieldSlot::year, "year|date|released|release date|jahr|ann\u00E9e|a\u00F1o|ano|anno"},
    {FieldSlot::genre, "genre|g\u00E9nero|g\u00EAnero|genere|style"},
    {FieldSlot::album, "album"},
    {FieldSlot::topic, "topic"},
    {FieldSlot::none, "note|track|track number"},
};

constexpr SlotNames kLrcNames[] = {
    {FieldSlot::artist, "ar"},   {FieldSlot::title, "ti"}, {FieldSlot::year, "year|date"},
    {FieldSlot::genre, "genre"}, {FieldSlot::album, "al"}, {FieldSlot::topic, "topic"},
};

}  // namespace

std::span<const SlotNames> column_names() noexcept { return kColumnNames; }
std::span<const SlotNames> head_names() noexcept { return kHeadNames; }
std::span<const SlotNames> lrc_names() noexcept { return kLrcNames; }
std::span<const WordsOfColumn> words_of_columns() noexcept { return kWordsOfColumns; }

}  // namespace leitmotif::corpus
