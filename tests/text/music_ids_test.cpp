#include "leitmotif/text/music_ids.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leitmotif::text {
namespace {

TEST(RecordingCode, IsReadAsPeopleWriteIt) {
  for (const char* written : {"USABC9912345", "us-abc-99-12345", "ISRC US-ABC-99-12345", "urn:isrc:USABC9912345"})
    EXPECT_EQ(recording_code(written), "USABC9912345") << written;
  for (const char* wrong : {"", "USABC991234", "USABC99123456", "12ABC9912345", "USABC99X2345", "US/BC9912345",
                            "https://musicbrainz.org/recording/0a0b0c0d-0000-4111-8222-333344445555"})
    EXPECT_EQ(recording_code(wrong), "") << wrong;
}

TEST(MusicBrainzId, IsReadAsPeopleWriteIt) {
  const std::string id = "0a0b0c0d-0000-4111-8222-333344445555";
  for (const std::string& written :
       std::vector<std::string>{id, " 0A0B0C0D-0000-4111-8222-333344445555\n", "urn:uuid:" + id, "mbid:" + id,
                                id + "/11111111-2222-3333-4444-555555555555", id + "; " + id})
    EXPECT_EQ(musicbrainz_id(written), id) << written;
  for (const std::string& wrong :
       std::vector<std::string>{std::string(), id.substr(1), id + "0", "g" + id.substr(1), "spotify:track:1",
                                "0a0b0c0d00004111-8222-333344445555aaaa", "https://example.org/" + id})
    EXPECT_EQ(musicbrainz_id(wrong), "") << wrong;
}

TEST(MusicBrainzId, IsFoundInItsAddressOnly) {
  const std::string id = "0a0b0c0d-0000-4111-8222-333344445555";
  for (const char* end : {"", "/", "?inc=isrcs", "#top"})
    EXPECT_EQ(musicbrainz_id_in_address("release", "https://MusicBrainz.org/release/" + id + end), id) << end;
  EXPECT_EQ(musicbrainz_id_in_address("release", "https://musicbrainz.org/recording/" + id), "");
  EXPECT_EQ(musicbrainz_id_in_address("release", id), "");
  EXPECT_EQ(musicbrainz_id_in_address("release", "musicbrainz.org/release/" + id + "f"), "");
}

}  // namespace
}  // namespace leitmotif::text
