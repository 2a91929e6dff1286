#include "leitmotif/text/charset.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::text {
namespace {

/// Which bytes an encoding has for each character: found by reading every byte and every pair in it.
class Encoder {
 public:
  explicit Encoder(const std::string& encoding) {
    // Vietnamese Windows puts tones behind ASCII letters too.
    for (int lead = encoding == "windows-1258" ? 0x41 : 0x80; lead <= 0xFF; ++lead) {
      add(std::string(1, static_cast<char>(lead)), encoding);
      for (int second = 0x40; second <= 0xFE; ++second)
        add({static_cast<char>(lead), static_cast<char>(second)}, encoding);
    }
  }

  [[nodiscard]] std::string bytes_of(std::string_view text) const {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
      const Character character = character_at(text, at);
      bytes +=
          character.bytes == 1 ? std::string(1, text[at]) : bytes_.at(std::string(text.substr(at, character.bytes)));
      at += character.bytes;
    }
    return bytes;
  }

 private:
  void add(const std::string& bytes, const std::string& encoding) {
    const auto text = converted(bytes, encoding.c_str());
    if (text && !text->empty() && character_at(*text, 0).bytes == text->size()) bytes_.emplace(*text, bytes);
  }

  std::map<std::string, std::string> bytes_;
};

struct Lyric {
  std::vector<std::string> encodings;
  std::vector<std::string> texts;
};

const std::vector<Lyric>& lyrics() {
  static const std::vector<Lyric> all = {
      {{"windows-1251", "KOI8-R"},
       {"Фонарь горит у пустой реки\nЯ слышу, как зима рыдает в дверь\nИ слёзы падают на пол", "Пустая река",
        "Осень - Дождь и туман"}},
      {{"windows-1251", "KOI8-R"}, {"Пустая река и туман"}},
      {{"windows-1251", "IBM866", "ISO-8859-5"},
       {"Пустая река и туман\nЯ ждал тебя у окна всю ночь\nЗима забрала твои письма\nИ ветер унёс мою дочь"}},
      {{"windows-1254"},
       {"Boş nehir akıyor şimdi\nBütün gece pencerede bekledim\nKış aldı götürdü mektuplarını\nVe rüzgâr ağlayarak "
        "şarkı "
        "söyledi"}},
      {{"windows-1250"},
       {"Prázdná řeka teče dál\nČekal jsem celou noc u okna\nZima vzala tvoje dopisy\nA vítr žalostně zpíval"}},
      {{"windows-1251"}, {"Ліхтар горить біля порожньої ріки\nЯ чую, як зима ридає за дверима, моя любов"}},
      {{"Shift_JIS", "EUC-JP"}, {"からっぽの川のそばで灯りが燃える\n冬が泣いているのが聞こえる", "夜の街で君を待つ"}},
      {{"EUC-KR"}, {"빈 강가에 등불이 타오르고\n문 너머로 겨울이 우는 소리가 들려", "너를 사랑해 오늘도"}},
      {{"GB18030"}, {"灯笼在空河边燃烧\n我听见冬天在门外哭泣\n你答应给我早晨和一封信", "空河边的灯笼", "爱你一万年"}},
      {{"Big5"}, {"燈籠在空河邊燃燒\n我聽見冬天在門外哭泣\n你答應給我早晨和一封信"}},
      {{"windows-1250", "ISO-8859-2"},
       {"Latarnia płonie nad pustą rzeką\nSłyszę jak zima płacze za drzwiami\nŁzy spadają na podłogę",
        "Lucerna hoří u prázdné řeky\nSlyším zimu plakat za dveřmi\nSlíbil jsi mi ráno a dopis"}},
      {{"windows-1253"}, {"Το φανάρι καίει δίπλα στο άδειο ποτάμι\nΑκούω τον χειμώνα να κλαίει"}},
      {{"windows-1254"}, {"Fener boş nehrin yanında yanıyor\nKışın ağladığını duyuyorum, güneş doğar şimdi"}},
      {{"windows-1254", "IBM857"},
       {"Fener boş nehrin yanında yanıyor\nKışın ağladığını duyuyorum, güneş doğar şimdi\nBana bir sabah söz verdin"}},
      {{"windows-1253", "ISO-8859-7", "IBM737"},
       {"Το φανάρι καίει δίπλα στο άδειο ποτάμι\nΆκου τον χειμώνα να κλαίει\nΜου υποσχέθηκες ένα πρωί"}},
      {{"windows-1250", "ISO-8859-2", "IBM852", "x-mac-centraleurroman"},
       {"Latarnia płonie nad pustą rzeką\nSłyszę jak zima płacze za drzwiami\nŁzy spadają na podłogę",
        "Lucerna hoří u prázdné řeky\nSlyším zimu plakat za dveřmi\nSlíbil jsi mi ráno a dopis"}},
      {{"windows-1257", "ISO-8859-4", "IBM775"},
       {"Žibintas dega prie tuščios upės\nGirdžiu, kaip žiema verkia už durų\nTu pažadėjai man rytą ir laišką",
        "Laterna deg pie tukšās upes\nEs dzirdu, kā ziema raud aiz durvīm\nTu man apsolīji rītu un vēstuli"}},
      {{"windows-1258", "VISCII", "TCVN"},
       {"Ngọn đèn cháy bên dòng sông vắng\nTôi nghe mùa đông khóc ngoài cửa\nEm đã hứa với anh một buổi sáng"}},
      {{"windows-874"}, {"โคมไฟลุกไหม้ริมแม่น้ำที่ว่างเปล่า\nฉันได้ยินฤดูหนาวร้องไห้อยู่หลังประตู\nเธอสัญญากับฉันว่าจะมีเช้าวันใหม่"}},
      {{"JOHAB"}, {"빈 강가에 등불이 타오르고\n문 너머로 겨울이 우는 소리가 들려\n너는 나에게 아침을 약속했지"}},
      {{"windows-1255"}, {"הפנס בוער ליד הנהר הריק\nאני שומע את החורף בוכה"}},
      {{"windows-1256"}, {"المصباح يحترق بجانب النهر الفارغ\nأسمع الشتاء يبكي خلف الباب"}},
      {{"windows-1252", "macintosh", "ibm-850_P100-1995"},
       {"Die Laterne brennt am leeren Fluß\nIch höre den Winter draußen weinen, mein schöner Traum",
        "La lanterne brûle près de la rivière vide\nmon été est passé",
        "¿Dónde estás, corazón? Mañana volverá la canción"}},
      {{"windows-1252", "macintosh"},
       {"I don’t believe the lover’s morning\nHe can’t forget “the winter’s” burning", "I don’t believe it",
        "The café is closed"}},
  };
  return all;
}

TEST(LikeliestCharset, ReadsEachEncodingOfEachLanguage) {
  for (const Lyric& lyric : lyrics())
    for (const std::string& encoding : lyric.encodings) {
      const Encoder encoder(encoding);
      for (const std::string& text : lyric.texts) {
        const Charset found = likeliest_charset(encoder.bytes_of(text));
        EXPECT_EQ(found.text, text) << encoding << " read as " << found.encoding;
      }
    }
}

/// Bytes between shifts, for the encodings of seven bits.
TEST(ShiftedCharset, IsToldByItsShifts) {
  // "からっぽの川" in JIS X 0208, "灯笼在空河边" in GB 2312, "빈 강가에" in KS X 1001.
  const std::string japanese = "\x1B$B$+$i$C$]$N@n\x1B(B\nla la";
  const std::string chinese = "~{5FA}TZ?U:S1_~}\nla la";
  EXPECT_EQ(decode(japanese).text, "からっぽの川\nla la");
  EXPECT_EQ(decode(japanese).encoding, "ISO-2022-JP");
  EXPECT_EQ(decode(chinese).text, "灯笼在空河边\nla la");
  EXPECT_EQ(decode(chinese).encoding, "HZ");
  for (const std::string_view plain : {"~{heart~}", "a ~{b", "~{~}", "~~{", "x ~{ab~} y", "\x1B[1mbold\x1B[0m"})
    EXPECT_EQ(decode(plain).encoding, "UTF-8") << plain;
}

TEST(LikeliestCharset, TakesEveryByte) {
  for (int byte = 0x80; byte <= 0xFF; ++byte) {
    const Charset found = likeliest_charset(std::string("x ") + static_cast<char>(byte) + " y");
    EXPECT_FALSE(found.text.empty()) << byte;
    EXPECT_EQ(first_invalid_utf8(found.text), std::nullopt) << byte;
  }
}

}  // namespace
}  // namespace leitmotif::text
