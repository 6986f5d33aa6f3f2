import type { Found, PiiKind } from '../redact.ts';

interface Announcement {
  readonly kind: PiiKind;
  /** Words that announce the datum; the datum follows at once. */
  readonly pattern: RegExp;
}

const LATIN_NAME = String.raw`\p{Lu}[\p{L}\p{M}'’-]{1,24}(?:[ ](?:(?:de|da|do|dos|del|la|van|von|bin|binti|al|el|ben|y|e|san|der|den|ibn|abu)[ ])?\p{Lu}[\p{L}\p{M}'’.-]{0,24}){0,3}`;
const HAN_NAME = String.raw`\p{Script=Han}{2,4}`;
const ID_TOKEN = String.raw`@?[\p{L}\p{N}_.-]{3,40}`;
const NUMBERED_ID = String.raw`@?(?=[\w.-]{0,39}\d)[\w.-]{4,40}`;

/** After "my name is" in the languages of the platform; the name begins with a capital where the script has capitals. */
const NAMES = [
  String.raw`(?:[Mm]y (?:full |real )?name(?:'s| is)|[Ii]'m called|[Nn]ame ?[:=]|[Rr]egards,?\s|[Ss]incerely,?\s|[Cc]heers,?\s|\b(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Dd]r)\.?)\s{0,3}(${LATIN_NAME})`,
  String.raw`(?:[Mm]e llamo|[Mm]i nombre (?:completo )?es|[Ss]oy(?= \p{Lu}[\p{L}]+ \p{Lu})|[Nn]ombre ?:|[Ss]aludos,?\s|[Aa]tentamente,?\s|\b[Ss]ra?\.)\s{0,3}(${LATIN_NAME})`,
  String.raw`(?:[Mm]e chamo|[Mm]eu nome (?:completo )?é|[Nn]ome ?:|[Aa]tenciosamente,?\s|[Aa]bra[cç]os?,?\s)\s{0,3}(${LATIN_NAME})`,
  String.raw`(?:[Jj]e m['’]appelle|[Mm]on nom (?:complet )?est|[Nn]om ?:|[Cc]ordialement,?\s|[Bb]ien à vous,?\s|\bMme\b|\bM\.)\s{0,3}(${LATIN_NAME})`,
  String.raw`(?:[Ii]ch heiße|[Mm]ein [Nn]ame ist|[Nn]ame ?:|[Gg]r(?:ü|u)(?:ß|ss)e,?\s|[Gg]ruß,?\s|\b[Hh]err(?:n)?|\b[Ff]rau)\s{0,3}(${LATIN_NAME})`,
  String.raw`(?:[Mm]eня зовут|[Мм]еня зовут|[Мм]оё имя|[Мм]ое имя|[Фф]ио ?:|ФИО ?:|[Сс] уважением,?\s)\s{0,3}(${LATIN_NAME})`,
  String.raw`(?:[Aa]dım|[Bb]enim adım|[İi]smim|[Aa]d [Ss]oyad ?:|[Ss]aygılarımla,?\s|[Ss]aygılar,?\s)\s{0,3}(${LATIN_NAME})`,
  String.raw`(?:[Nn]ama (?:saya|aku|lengkap(?: saya)?|penuh(?: saya)?)(?: adalah| ialah)?|[Nn]ama ?:|[Ss]alam,?\s|[Aa]\.n\.|[Aa]tas nama|\b(?:[Bb]apak|[Ii]bu|[Ee]ncik|[Cc]ik|[Pp]uan)\b)\s{0,3}:?\s?(${LATIN_NAME})`,
  String.raw`(?:[Aa]ng pangalan ko ay|[Pp]angalan ko(?: po)?(?: ay)?|[Aa]ko (?:po )?si)\s{0,3}:?\s?(${LATIN_NAME})`,
  String.raw`(?:[Tt]ôi tên(?: là)?|[Tt]ên (?:tôi|em|mình|của tôi|của em)(?: là)?|[Ee]m tên(?: là)?|[Mm]ình tên(?: là)?|[Hh]ọ tên ?:|[Hh]ọ và tên ?:|[Tt]oi ten la)\s{0,3}(${LATIN_NAME})`,
  String.raw`(?:我叫|我的名字(?:是|叫)|本人(?=\p{Script=Han}{2,3}[，,。])|姓名[:是为]?\s?|真名(?:是|叫)|名字(?:是|叫))(${HAN_NAME})`,
  String.raw`(?:私の名前は|名前は|氏名は|氏名:|本名は|名義は)\s?([\p{Script=Han}\p{Script=Katakana}ー]{1,6}[ 　]?[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}ー]{1,6}?)(?=と申|です|といい|と言い|。|、|\s|$)`,
  String.raw`(?:제 이름은|이름은|성함은|이름:)\s?(\p{Script=Hangul}{2,4}?)(?=입니다|이라고|라고|이고|이에요|예요|이며|,|\.|\s|$)`,
  String.raw`(?:ฉันชื่อ|ผมชื่อ|ดิฉันชื่อ|หนูชื่อ|ชื่อ-สกุล|ชื่อ-นามสกุล)\s?(?:คือ|:)?\s?((?:นาย|นางสาว|นาง)?[\p{Script=Thai}]{2,20}(?: [\p{Script=Thai}]{2,20})?)`,
  String.raw`(?:मेरा नाम|नाम:|मेरा पूरा नाम)\s?([\p{Script=Devanagari}]{2,20}(?: [\p{Script=Devanagari}]{2,20})?)(?= है| हूँ| और|,|।|$)`,
  String.raw`(?:[Mm]era (?:pura )?naam|[Mm]era name)\s(?!hai\b)(\p{L}{2,20}(?: \p{Lu}\p{L}{1,20})?)(?= hai| h\b|,|\.)`,
  String.raw`(?:اسمي|إسمي|انا اسمي|أنا اسمي|الاسم ?:|اسمي الكامل)\s?(?:هو)?\s?([\p{Script=Arabic}]{2,15}(?: [\p{Script=Arabic}]{2,15})?)(?= و|[،,.]|\s|$)`,
];

const SECRETS = [
  String.raw`(?:[Pp]assword|[Pp]asscode|[Pp]wd|[Pp]ass|PIN|[Pp]in code|[Cc]ontraseña|[Cc]lave|[Ss]enha|[Mm]ot de passe|[Mm]dp|[Pp]asswort|[Kk]ennwort|[Пп]ароль|[Şş]ifrem?|[Pp]arola|[Kk]ata sandi|[Ss]andi|[Kk]ata laluan|[Mm]ật khẩu|[Mm]k|密码|密碼|パスワード|暗証番号|비밀번호|비번|รหัสผ่าน|पासवर्ड|كلمة السر|كلمة المرور|الباسورد|باسورد|الرقم السري)\s?(?:is|was|es|é|est|ist|:|=|-|là|adalah|ialah|ay|ko ay|是|为|は|은|는|คือ|है|هي|هو)?\s?[:：=]?\s?["'“«「]?((?=[^\s"'”»」,，。]*[\d!@#$%^&*_])[^\s"'”»」,，。、]{4,64})`,
  String.raw`(?<!(?:[Ee]rror|ERROR|[Ee]rr|[Pp]romo|错误|錯誤) ?)(?:OTP|otp|[Cc]ode|[Vv]erification code|[Cc]ódigo|[Kk]od[ue]?|[Kk]ode|[Кк]од|[Cc]ode de vérification|[Bb]estätigungscode|验证码|驗證碼|認証コード|確認コード|인증번호|인증코드|mã OTP|[Mm]ã xác (?:minh|nhận|thực)|รหัส OTP|รหัสยืนยัน|ओटीपी|कोड|رمز التحقق|كود التحقق|الكود)\s?(?:is|was|es|é|est|ist|:|=|là|adalah|ay|是|为|は|은|는|คือ|है|هو)\s?[:：]?\s?(\d{4,8})(?!\d|[.,]\d| ?(?:coins?|USD|%|分|円|원))`,
];

const HANDLES = [
  String.raw`(?:[Mm]y (?:user ?)?(?:id|ID|Id|uid|UID)(?: is| no\.?)?|[Uu]ser ?(?:id|ID)(?: is)?|\b(?:uid|UID|Uid)|[Aa]ccount (?:id|ID)(?: is)?|[Mm]i (?:id|ID)(?: es)?|[Mm]eu (?:id|ID)(?: é)?|[Mm]on (?:id|ID)(?: est)?|[Mm]eine (?:id|ID)(?: ist)?|[Мм]ой (?:id|ID|айди|ИД)|(?:id|ID) (?:saya|aku|ku|gue)|(?:id|ID) (?:của )?(?:em|mình|tôi)(?: là)?|(?:id|ID) ko(?: ay)?|(?:mera|meri) (?:id|ID)|आईडी|मेरी आईडी|我的(?:id|ID|账号|帳號|账户)(?:是)?|用户(?:id|ID|名)(?:是)?|用戶(?:id|ID|名)(?:是)?|账号(?:是|:)|(?:ユーザー)?(?:ID|id)は|私のIDは|제? ?아이디는?|ไอดี|(?:id|ID) ?ของ(?:ฉัน|ผม|หนู)|ايديي?|الايدي|(?:id|ID) (?:hesabım|im|m))\s?(?:is|:|=|：|是|هو|คือ|hai|है)?\s?[:：=]?\s?(${NUMBERED_ID})`,
  String.raw`(?:[Ww]e[Cc]hat(?: id| ID)?|[Tt]elegram|[Tt][Gg]|LINE(?: id| ID)?|[Ll]ine (?:id|ID)|[Kk]akao(?:[Tt]alk)?(?: id| ID)?|[Zz]alo|[Ss]kype|[Ss]nap(?:chat)?|[Ii]nsta(?:gram)?|IG|[Ff]acebook|[Ff][Bb]|[Dd]iscord|QQ|微信(?:号|號)?|电报|カカオ|ライン(?:ID)?|카톡(?: ?아이디)?|카카오톡|ไลน์(?: ?ไอดี)?|телеграм\w*|тг|ватсап|واتساب|تيليجرام|سناب|انستا)\s?(?:is|id|ID|es|é|est|ist|ay|adalah|là|是|为|はID|は|:|：|=|คือ|は|hai)\s?[:：=]?\s?(${ID_TOKEN})`,
  String.raw`(?:[Uu]sername|[Uu]ser name|[Uu]suario|[Uu]suário|[Nn]om d['’]utilisateur|[Bb]enutzername|[Kk]ullanıcı adım?|[Uu]sername saya|[Nn]ickname|[Nn]ick|[Нн]ик|用户名|昵称|暱稱|ニックネーム|닉네임|ชื่อผู้ใช้|اسم المستخدم)\s?(?:is|:|=|：|es|é|est|ist|adalah|là|ay|是|为|は|은|는|คือ|هو)\s?[:：=]?\s?["“「]?(${ID_TOKEN})`,
];

/** Two words in lower case are a name only after words that leave no doubt, and when neither is an everyday word. */
const LOWER_NAME = String.raw`\p{L}[\p{L}\p{M}'’-]{2,20} \p{L}[\p{L}\p{M}'’-]{2,20}`;
const LOWER_NAMES = [
  String.raw`(?:[Mm]y (?:full |real )?name is|[Mm]e llamo|[Mm]e chamo|[Jj]e m['’]appelle|[Ii]ch heiße|[Nn]ama (?:lengkap )?saya|[Mm]era naam)\s(${LOWER_NAME})(?=[\s,.!]|$)`,
];
const EVERYDAY =
  /\b(?:not|is|was|the|and|on|in|my|on|shown|wrong|account|changed|showing|correct|displayed|missing|gone|still|never|what|why|blocked|different|visible|hidden|too|no|que|es|está|no|en|y|de|não|é|em|pas|est|dans|nicht|ist|auf|tidak|gak|ga|di|dan|yang|salah|nahi|hai|me|par)\b/iu;

const STREET = String.raw`[\p{L}\p{M}'’.-]{2,30}`;
const ADDRESSES = [
  String.raw`(\b\d{1,5}[A-Za-z]?,? (?:${STREET} ){1,4}(?:[Ss]treet|[Ss]t|[Rr]oad|[Rr]d|[Aa]venue|[Aa]ve|[Ll]ane|[Ll]n|[Dd]rive|[Dd]r|[Bb]oulevard|[Bb]lvd|[Cc]ourt|[Cc]t|[Pp]lace|[Ww]ay|[Cc]lose|[Nn]agar|[Mm]arg)\b\.?(?:,? (?:(?:[Aa]pt|[Uu]nit|[Ff]lat|[Ss]uite|#) ?\w{1,6}))?(?:,? ${STREET}(?: ${STREET})?){0,3}(?:,? [A-Z]{2})?(?:,? (?:\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}))?)`,
  String.raw`((?:[Cc]alle|[Cc]\/|[Aa]v(?:enida|da)?\.?|[Cc]arrera|[Cc]ra\.?|[Rr]ua|[Rr]\.|[Tt]ravessa|[Aa]lameda|[Pp]aseo)\s(?:${STREET} ?){1,5},? ?(?:[Nn]?[°º.]|#|n[ou]m?\.?)? ?\d{1,5}[A-Za-z]?(?:[,-] ?(?:[Aa]pto?\.?|[Pp]iso|[Dd]epto\.?|[Bb]loco|[Dd]pto\.?)? ?\w{1,6}){0,2}(?:,? (?:CEP ?)?\d{5}(?:-?\d{3})?)?(?:,? ${STREET}(?: ${STREET})?)?)`,
  String.raw`(\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|allée|chemin|impasse|quai|cours)\s(?:${STREET} ?){1,5}(?:,? \d{5} ${STREET}(?: ${STREET})?)?)`,
  String.raw`(\b\p{Lu}[\p{L}.-]{1,30}(?:straße|strasse|str\.|weg|gasse|platz|allee|ring|damm|ufer) \d{1,4} ?[a-z]?(?:,? \d{5} ${STREET}(?: ${STREET})?)?)`,
  String.raw`((?:ул\.?|улица|пр(?:-т|осп)?\.?|проспект|пер\.?|переулок|бульвар|б-р|шоссе)\s(?:${STREET} ?){1,3},? ?(?:д(?:ом)?\.? ?)?\d{1,4}[а-я]?(?:,? ?(?:к(?:орп|в)?\.?|корпус|квартира|стр\.?) ?\d{1,4}){0,2})`,
  String.raw`((?:${STREET} ){1,3}(?:[Mm]ah(?:allesi|\.)|[Mm]h\.)[ ,]{1,2}(?:${STREET} ){1,3}(?:[Ss]ok(?:ak|ağı|\.)?|[Ss]k\.|[Cc]ad(?:desi|\.)?|[Bb]ulvarı)[ ,]{1,2}(?:[Nn]o[:.]? ?)?\d{1,4}(?:[\/ ,]{1,2}(?:[Dd](?:aire)?[:.]? ?)?\d{1,4})?(?:[ ,]{1,2}${STREET}(?:\/${STREET})?)?)`,
  String.raw`((?:[Jj]alan|[Jj]ln?\.?|[Gg]ang|[Gg]g\.|[Ll]orong|[Pp]erumahan|[Kk]ampung|[Kk]p\.|[Tt]aman)\s(?:${STREET} ?){1,4}(?:[ ,]{0,2}(?:[Nn]o\.?|[Nn]omor|[Bb]lok|RT|RW)[ .]?[\w\/]{1,7}){1,4}(?:,? ${STREET}(?: ${STREET})?){0,3}(?:,? \d{5})?|[Nn]o\.? ?\d{1,4}[A-Z]?,? [Jj](?:alan|ln?\.?)\s[\w\/]{1,12}(?: ${STREET}){0,3}(?:,? \d{5})?(?:,? ${STREET}(?: ${STREET})?){0,2})`,
  String.raw`((?:số (?:nhà )?)?\d{1,4}[A-Za-z]?(?:\/\d{1,4}){0,3},? (?:đường|ngõ|hẻm|phố|ấp|thôn)\s(?:${STREET} ?){1,5}(?:,? ?(?:phường|quận|huyện|xã|[PQ]\.|tp\.?|thành phố|tỉnh) ?[\p{L}\p{N} ]{1,20}){0,4})`,
  String.raw`((?:\p{Script=Han}{2,8}(?:省|市|自治区))?(?:\p{Script=Han}{1,8}(?:市|区|區|县|縣|鎮|镇|乡|鄉)){0,3}\p{Script=Han}{1,10}(?:路|街|道|巷|弄|大道|胡同)(?:\p{Script=Han}{0,4}段)?\d{1,5}(?:之\d)?(?:号|號|弄)(?:\d{1,4}(?:栋|幢|楼|樓|单元|單元|室|号|號|层)?){0,4}(?:\p{Script=Han}{1,8}\d{0,4}(?:栋|幢|楼|室|单元)){0,2})`,
  String.raw`(〒? ?\d{3}-\d{4} ?(?:東京都|北海道|(?:京都|大阪)府|\p{Script=Han}{2,3}県)[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,20}[\d０-９-]{0,12}(?:[\p{Script=Katakana}ー]{1,15} ?\d{1,4}(?:号室)?)?|(?:東京都|北海道|(?:京都|大阪)府|\p{Script=Han}{2,3}県)[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,20}\d{1,4}(?:[-丁番]\p{Script=Han}{0,2}\d{1,4}){0,3}(?:号)?)`,
  String.raw`((?:\p{Script=Hangul}{2,8}(?:시|도|특별시|광역시) ){1,2}(?:\p{Script=Hangul}{1,8}(?:구|군|시) ){1,2}\p{Script=Hangul}{1,12}(?:로|길|동|읍|면)(?:\d{0,4}(?:번길|길))? ?\d{1,4}(?:-\d{1,4})?(?:번지)?(?:,? ?\d{1,4}동 ?\d{1,4}호)?)`,
  String.raw`((?:บ้านเลขที่|เลขที่)\s?\d{1,4}(?:\/\d{1,4})?[\p{Script=Thai}\p{N} ./]{2,80}?(?:\d{5}|กรุงเทพ\p{Script=Thai}{0,8}|จ\.\s?\p{Script=Thai}{2,15}|จังหวัด\s?\p{Script=Thai}{2,15}))`,
  String.raw`((?:मकान (?:नंबर|नं\.?)|फ्लैट (?:नंबर|नं\.?)|गली (?:नंबर|नं\.?))\s?[\w/-]{1,8}[\p{Script=Devanagari}\p{N} ,-]{2,60}(?:\d{6})?|(?:[Hh]ouse|[Ff]lat|[Pp]lot|H\.) ?[Nn]o\.? ?[\w\/-]{1,8},? (?:${STREET} ?){1,5}(?:,? ${STREET}){0,3}(?:[ -]{1,3}\d{6})?)`,
  String.raw`((?:شارع|حي|طريق)\s[\p{Script=Arabic}]{2,15}(?: [\p{Script=Arabic}]{2,15}){0,2}[،, ]{0,2}(?:(?:عمارة|مبنى|رقم|شقة|منزل|بناية|الدور|فيلا)\s?\d{1,4}[،, ]{0,2}){1,3}(?:[\p{Script=Arabic}]{2,15})?)`,
];

/** Scripts that write spaces must not match in the middle of a word. */
const NOT_INSIDE_A_WORD = String.raw`(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Hangul}\p{M}])`;

function announcements(kind: PiiKind, patterns: readonly string[]): Announcement[] {
  return patterns.map((pattern) => ({ kind, pattern: new RegExp(`${NOT_INSIDE_A_WORD}${pattern}`, 'dgu') }));
}

/** Patterns that are tried only where a cheap sign of them is there. */
interface Gated {
  readonly gate: RegExp;
  readonly all: readonly Announcement[];
}

const GROUPS: readonly Gated[] = [
  {
    gate: /pass|pwd|pin|clave|contrase|senha|mot de|mdp|kennwort|пароль|şifre|sifre|parola|sandi|laluan|mật khẩu|\bmk\b|密码|密碼|パスワード|暗証|비밀번호|비번|รหัส|पासवर्ड|السر|المرور|باسورد|السري|otp|code|código|kod|код|验证码|驗證碼|コード|인증|mã|ओटीपी|कोड|رمز|كود/iu,
    all: announcements('secret', SECRETS),
  },
  {
    gate: /\d[^\d]{0,60}(?:street|\bst\b|road|\brd\b|ave|lane|\bln\b|drive|\bdr\b|boulevard|blvd|court|place|\bway\b|close|nagar|marg|rue|boulevard|\bbd\b|allée|chemin|impasse|quai|cours|đường|ngõ|hẻm|phố|ấp|thôn)|(?:calle|c\/|av\.?|carrera|cra|rua|travessa|alameda|paseo|straße|strasse|str\.|weg|gasse|platz|allee|ring|damm|ufer|ул|улица|пр|пер|бульвар|шоссе|mah|jalan|\bjln?\b|gang|lorong|perumahan|kampung|taman|[路街道巷弄段]|〒|[都道府県]|[로길동]|เลขที่|मकान|फ्लैट|गली|house|flat|plot|شارع|حي|طريق)[^\n]{0,60}\d/iu,
    all: announcements('address', ADDRESSES),
  },
  {
    gate: /\bu?id\b|account|user|wechat|telegram|\btg\b|line|kakao|zalo|skype|snap|insta|\big\b|face|\bfb\b|discord|qq|微信|账号|帳號|用户|用戶|昵称|暱稱|电报|カカオ|ライン|ニック|카톡|카카오|아이디|닉네임|ไลน์|ไอดี|ชื่อผู้ใช้|айди|ник|телеграм|тг|ватсап|آيدي|ايدي|واتساب|تيليجرام|سناب|انستا|المستخدم|आईडी|usuario|usuário|utilisateur|benutzer|kullanıcı|nick/iu,
    all: announcements('handle', HANDLES),
  },
  {
    gate: /name|called|regards|sincerely|cheers|\bm(?:r|rs|s|me)\b|\bdr\b|miss|llamo|nombre|soy|saludos|atentamente|sra?\b|chamo|nome|atenciosamente|abra|appelle|nom\b|cordialement|bien à vous|m\.|heiße|grüße|gruss|gruß|herr|frau|зовут|имя|фио|уважением|adım|ismim|soyad|saygı|nama|salam|a\.n|bapak|ibu|encik|cik|puan|pangalan|ako|tên|ten la|我叫|名字|本人|姓名|真名|名前|氏名|本名|名義|이름|성함|ชื่อ|नाम|naam|اسمي|إسمي|الاسم/iu,
    all: [...announcements('name', NAMES), ...announcements('name', LOWER_NAMES)],
  },
];
/** Words that follow an announcement without being a name. */
const NO_NAME =
  /^(?:مش|غير|مو|في|على|لا|Not|The|A|An|In|On|My|Very|Just|Still|So|It|Is|I|You|No|Android|iPhone|Samsung|Xiaomi|Redmi|Google|Apple|Facebook|TikTok|PK|VIP|App|OK|Please|Thanks|Thank|Support|Team|Host|Viewer|Agency|Live|Coins?|And|But|What|Why|How|When|Yang|Saya|Tidak|तक|नहीं|क्यों|में|से|मैच|मेल|Es|Que|La|El|Un|Una|Le|Les|Der|Die|Das|Nicht)$/u;
const NOT_HANDLE =
  /^(?:is|was|not|the|and|account|login|me|my|app|name|id|support|group|groups?|chat|link|page|video|live|login|via|too|also|now|ban|banned|hacked|but|or|to|for|with|pas|no|nicht|yang|dan|saya|y|e|et)$/iu;

function spanOf(match: RegExpExecArray | RegExpMatchArray): readonly [number, number] | undefined {
  const span = match.indices?.[1];
  if (span === undefined) return undefined;
  const value = match[1] ?? '';
  const trimmed = value.replace(/[\s.,;:!?。，、'’"”）)-]+$/u, '');
  return [span[0], span[0] + trimmed.length];
}

function plausible(kind: PiiKind, value: string): boolean {
  if (value.length < 2) return false;
  if (kind === 'name')
    return (
      !NO_NAME.test(value.split(' ')[0] ?? '') && (/^\p{Lu}|^[^\u0000-\u024F]/u.test(value) || !EVERYDAY.test(value))
    );
  if (kind === 'handle') return !NOT_HANDLE.test(value) && /[\p{L}\p{N}]/u.test(value);
  return true;
}

/** What people announce by words: passwords and codes, addresses, user names and messenger accounts, names. */
export function findSpoken(text: string): Found[] {
  const found: Found[] = [];
  for (const { gate, all } of GROUPS) {
    if (!gate.test(text)) continue;
    for (const { kind, pattern } of all)
      for (const match of text.matchAll(pattern)) {
        const span = spanOf(match);
        if (span !== undefined && plausible(kind, text.slice(...span)))
          found.push({ kind, start: span[0], end: span[1] });
      }
  }
  return found;
}
