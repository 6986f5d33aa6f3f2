import { RELATIVES } from './relatives.ts';

/**
 * Words by which people announce personal data, in the folded form of `fold.ts` after it is applied: case and Latin
 * accents don't matter, `|` separates phrases. What follows them decides (see spoken.ts).
 */
export type AnnouncementForm =
  /** "my name is": a name follows, in lower case too. */
  | 'own-name'
  /** A form of address, a closing formula, a label: a name in capitals follows. */
  | 'name'
  /** "Name" alone: a name follows a colon. */
  | 'label'
  /** "I am": two words in capitals follow. */
  | 'full-name'
  /** "my sister": a name in capitals follows, or one that something else shows to be a name. */
  | 'relative'
  /** "it's": a name and "here" follow. */
  | 'name-here'
  /** "to be called": a name stands before it, in languages that put it so. */
  | 'name-before'
  /** A user id or account number follows; it has a digit. */
  | 'account'
  /** "id" alone: a long number follows, unless a word before it says that it is an order, a room … */
  | 'bare-id'
  /** An account of a messenger or network follows. */
  | 'messenger'
  /** A user name follows. */
  | 'username'
  | 'password'
  /** A one-time code; says so by itself. */
  | 'one-time-code'
  /** "code": a one-time code only after "is". */
  | 'code'
  /** An identity document with letters in its number. */
  | 'document'
  /** "I live in": an address follows. */
  | 'home'
  /** The "at" of a spelled e-mail address. */
  | 'at';

type Phrases = Readonly<Record<string, string>>;

const OWN_NAME: Phrases = {
  en: "my name is|my name's|my full name is|my real name is|i'm called|im called|name on the card is|name on my card is",
  es: 'me llamo|mi nombre es|mi nombre completo es|mi nombre real es',
  pt: 'me chamo|chamo-me|meu nome e|o meu nome e|meu nome completo e',
  fr: "je m'appelle|je m’appelle|mon nom est|mon nom complet est|moi c'est|moi c’est",
  de: 'ich heiße|ich heisse|mein name ist|mein name lautet',
  ru: 'меня зовут|мое имя|моё имя|зовут меня',
  tr: 'benim adim|adim soyadim|ismim|adim',
  id: 'nama saya|nama aku|nama lengkap saya|nama gue|nama gw|namaku|nama saya adalah|perkenalkan nama saya|perkenalkan saya',
  ms: 'nama penuh saya|nama saya ialah',
  tl: 'ang pangalan ko ay|pangalan ko ay|pangalan ko po ay|pangalan ko|ang pangalan ko',
  vi: 'toi ten la|toi ten|ten toi la|ten em la|ten minh la|ten cua toi la|ten cua em la|em ten la|em ten|minh ten la|minh ten|em la ten',
  hi: 'mera naam|mera pura naam|mera name|मेरा नाम|मेरा पूरा नाम',
  ar: 'اسمي|إسمي|انا اسمي|أنا اسمي|اسمي الكامل|ana esmi|esmi|ismi',
  it: 'mi chiamo|il mio nome e',
  nl: 'mijn naam is|ik heet',
  pl: 'nazywam się|mam na imię',
};

const NAME: Phrases = {
  en: "name|full name|real name|legal name|regards|kind regards|best regards|sincerely|yours truly|cheers|thanks and regards|mr|mrs|ms|miss|dr|prof|account holder|cardholder|card holder|cardholder name|account name|beneficiary|recipient|recipient's name|payee|signed|in the name of|recipient is|my manager is|contact person|on behalf of|behalf of|ask for|speak to|speak with|married name|maiden name",
  es: 'nombre|nombre completo|nombre y apellido|nombres y apellidos|saludos|un saludo|atentamente|cordialmente|sr|sra|srta|don|doña|señor|señora|titular|titular de la cuenta|a nombre de|beneficiario|firmado|atte|responsable|responsable es|destinatario|recibe|se llama|a nombre de la|en nombre de',
  pt: 'nome|nome completo|atenciosamente|abraços|abraço|att|senhor|senhora|titular da conta|em nome de|beneficiário|sou a|sou o|aqui é a|aqui é o|quem fala é a|quem fala é o|se chama|em nome da|em nome do|responsável|responsável é|destinatário|quem recebe é',
  fr: "nom|nom complet|nom et prénom|prénom|cordialement|bien à vous|bien cordialement|mme|mlle|monsieur|madame|titulaire|titulaire du compte|au nom de|bénéficiaire|signé|s’appelle|de la part de|s'appelle",
  de: 'name|vollständiger name|vor- und nachname|grüße|gruß|viele grüße|liebe grüße|mit freundlichen grüßen|lg|mfg|vg|herr|herrn|frau|kontoinhaber|kontoinhaberin|karteninhaber|auf den namen|empfänger|empfängerin|ansprechpartner',
  ru: 'фио|имя|имя и фамилия|с уважением|владелец|владелец карты|владелец счёта|получатель|получатель платежа|ответственный|на имя|господин|госпожа|зовут|от имени',
  tr: 'ad soyad|adı soyadı|isim|isim soyisim|saygılarımla|saygılar|iyi çalışmalar|hesap sahibi|kart sahibi|alıcı|sayın|alıcı adı|hesap adı',
  id: 'nama|nama lengkap|salam|hormat saya|atas nama|a.n|a/n|bapak|ibu|pak|bu|kak|nama penerima|penerima|pemilik rekening|nama rekening|pemilik akun|namanya',
  ms: 'nama penuh|encik|cik|puan|yang benar|nama akaun|pemegang akaun|penerima|nama penerima',
  tl: 'pangalan|buong pangalan|ako si|ako po si|pangalan ng tatanggap|si ginoong|lubos na gumagalang|account name po',
  vi: 'họ tên|họ và tên|tên|tên thật|trân trọng|chủ tài khoản|tên tài khoản ngân hàng|chủ thẻ|người nhận|kính thư|em tên|tên người nhận|ký tên|người gửi|tên là|chủ tk|ctk|thay mặt',
  zh: '我叫|我的名字是|我的名字叫|我名字叫|我是叫|姓名|真名是|真名叫|真实姓名|名字是|名字叫|户名|戶名|收款人|开户人|持卡人|本人|账户名|联系人|署名|本名叫',
  ja: '私の名前は|名前は|氏名は|氏名|本名は|名義は|口座名義|口座名義は|名義人|名義人は|カード名義は',
  ko: '제 이름은|이름은|성함은|성명|예금주|예금주는|계좌주|본명은|받는 사람',
  th: 'ฉันชื่อ|ผมชื่อ|ดิฉันชื่อ|หนูชื่อ|เราชื่อ|ชื่อจริง|ชื่อ-สกุล|ชื่อ-นามสกุล|ชื่อนามสกุล|เจ้าของบัญชี|ผู้รับ|ผู้รับคือ|ลงชื่อ|ค่ะ ชื่อ|คะ ชื่อ|ครับ ชื่อ|ชื่อน้อง',
  hi: 'पूरा नाम|खाताधारक|पाने वाला|पाने वाले का नाम|खाताधारक का नाम|khatedar|account holder ka naam|श्री|श्रीमती|भवदीय|naam|shri|smt',
  ar: 'الاسم الكامل|صاحب الحساب|باسم|السيد|السيدة|تحياتي|مع تحياتي|مع الشكر|مقدم الطلب|المستلم|اسم المستلم',
  it: 'cordiali saluti|distinti saluti|signor|signora|intestatario',
  nl: 'groeten|met vriendelijke groet|meneer|mevrouw|rekeninghouder',
};

const LABEL: Phrases = {
  th: 'ชื่อ|ชื่อบัญชี|ชื่อผู้รับ',
  zh: '姓名|名字|称呼|联系人',
  ko: '이름|성함',
  hi: 'नाम',
  ar: 'الاسم|الإسم',
  ja: '名前|お名前|氏名',
};

const FULL_NAME: Phrases = {
  en: "i am|i'm|this is",
  es: 'yo soy|soy|habla|le escribe|les escribe',
  pt: 'eu sou|aqui é|quem fala é',
  fr: "je suis|c'est|ici",
  de: 'ich bin|hier ist|hier schreibt',
  ru: 'я|это|пишет вам',
  tr: 'ben',
  id: 'saya|aku|dengan',
  vi: 'tôi là|em là|mình là',
  ko: '저는|전|나는',
  tl: 'ako po ay|ito po si|si|kay',
};

const NAME_BEFORE: Phrases = {
  ja: 'と申します|ともうします|といいます|と言います|という者です',
  ko: '이라고 합니다|라고 합니다|이라고 해요|라고 해요',
  tr: 'ismiyle|adına kayıtlı',
};

const ACCOUNT: Phrases = {
  en: 'my id|my uid|my user id|user id|userid|uid|account id|account no|account number|profile id|player id|id number|id no|my account is|account|his id|her id|their id|host id|streamer id|member id|app id|live id|bank account|acct|acct no|bank acct',
  es: 'mi id|mi uid|mi usuario es|id de usuario|id de mi cuenta|mi cuenta es|número de cuenta|su id|id de la cuenta|clabe|cbu|cuenta bancaria|cuenta clabe|mi cuenta',
  pt: 'meu id|minha id|id da conta|id do usuário|número da conta|id dele|id dela|minha conta é|conta corrente|conta bancária|conta poupança',
  fr: 'mon id|mon identifiant|identifiant|id utilisateur|numéro de compte|son id|mon uid|compte bancaire|rib',
  de: 'meine id|benutzer-id|nutzer-id|user-id|konto-id|kontonummer|seine id|ihre id|meine uid|mitglieds-id|konto|bankkonto|kontonr|kontonr.',
  ru: 'мой id|мой айди|мой ид|айди|ид|id пользователя|номер счета|номер счёта|мой uid|его id|её id|счёт|счет|расчётный счёт|р/с|лицевой счёт',
  tr: "kullanıcı id|kullanıcı idm|id numaram|id m|idm|id im|hesap numaram|hesap no|hesap id|banka hesabım|hesap numarası|id’m|id'm",
  id: 'id saya|id aku|id ku|id gue|id gw|idku|user id saya|nomor rekening|no rekening|no rek|norek|rekening|id akun|id akun saya',
  ms: 'id akaun|no akaun|nombor akaun|id pengguna|id i|uid saya',
  tl: 'id ko|ang id ko|user id ko|account number ko|yung id ko|id niya',
  vi: 'id của tôi|id của em|id của mình|id em|id mình|id tôi|số tài khoản|stk|id tài khoản|id tk|uid của tôi|tk ngân hàng|tài khoản ngân hàng|số tk',
  zh: '我的id|我的账号|我的帳號|我的账户|用户id|用戶id|用户名id|账号|帳號|账户|我id|id是|id号|账号id|银行账号|银行卡号|卡号|qq|qq号|qq號|加qq|他的id|她的id|主播id|uid是|平台id',
  ja: 'ユーザーid|ユーザid|私のid|idは|アカウントid|口座番号|会員番号|会員id|自分のid',
  ko: '아이디|내 아이디|제 아이디|유저 아이디|계좌번호|계좌 번호|회원번호|유저번호|제 id',
  th: 'ไอดี|ไอดีของฉัน|ไอดีของผม|ไอดีหนู|ไอดีผม|เลขบัญชี|เลขที่บัญชี|id ของฉัน|id ผม|id หนู|ยูสเซอร์ไอดี',
  hi: 'आईडी|मेरी आईडी|यूजर आईडी|meri id|mera id|account no|खाता संख्या|खाता नंबर|user id meri',
  ar: 'el id bta3i|id bta3i|الايدي بتاعي|ايدي حسابي|ايدي|آيدي|الايدي|الآيدي|ايديي|رقم الحساب|معرفي|المعرف|رقم حسابي|حسابي رقم|الاي دي|اي دي',
};

const MESSENGER: Phrases = {
  any: 'wechat|wechat id|weixin|wx|telegram|tg|line id|lineid|line|kakao|kakaotalk|kakao id|kakaotalk id|zalo|skype|snap|snapchat|face|fb ko|fb em|mon snap|mi face|mein insta|insta|instagram|ig|facebook|fb|discord|qq|qq号|viber id|whatsapp|twitter|tiktok|twitch|youtube|threads|vk|messenger|signal',
  zh: '微信|微信号|微信號|扣扣|电报|电报号|加我v|v信|薇信|抖音号|抖音|小红书|微博|支付宝',
  ja: 'カカオ|カカオid|ライン|ラインid|ラインのid|インスタ|ツイッター|ディスコード|テレグラム',
  ko: '카톡|카톡 아이디|카카오톡|카카오톡 아이디|카톡아이디|텔레그램|텔레|인스타|인스타그램|디코|디스코드|라인 아이디|라인',
  th: 'ไลน์|ไลน์ไอดี|ไอดีไลน์|ไลน์ ไอดี|เฟส|เฟสบุ๊ค|ไอจี|อินสตาแกรม|เทเลแกรม',
  ru: 'телеграм|телеграмм|телега|тг|телегу|ватсап|вк|вконтакте|инста|инстаграм|дискорд|скайп',
  ar: 'واتساب|تيليجرام|تلجرام|تليجرام|سناب|انستا|انستقرام|فيسبوك|ديسكورد',
  hi: 'टेलीग्राम|इंस्टा|इंस्टाग्राम|व्हाट्सएप',
};

const USERNAME: Phrases = {
  en: 'username|user name|my user|nickname|nick|gamertag|screen name|display name|handle|ign|account name in app',
  es: 'usuario|nombre de usuario|mi nick|apodo|mi usuario',
  pt: 'usuário|nome de usuário|apelido|meu usuário|nick',
  fr: "nom d'utilisateur|nom d’utilisateur|pseudo|mon pseudo|surnom",
  de: 'benutzername|nutzername|mein nick|spitzname|anzeigename',
  ru: 'ник|мой ник|логин|никнейм|имя пользователя|юзернейм',
  tr: 'kullanıcı adı|kullanıcı adım|kullanici adim|nickim|rumuz|takma adım',
  id: 'username saya|nama akun|nama pengguna|username aku|nickname saya',
  ms: 'nama pengguna saya',
  vi: 'tên đăng nhập|tên tài khoản|nick của tôi|nick em|biệt danh|tên người dùng',
  tl: 'username ko|nickname ko',
  zh: '用户名|用戶名|昵称|暱稱|网名|平台昵称|用户名叫|昵称叫|登录名',
  ja: 'ニックネーム|ユーザー名|ユーザーネーム|ハンドルネーム|表示名|アカウント名',
  ko: '닉네임|유저명|사용자명|닉|사용자 이름',
  th: 'ชื่อผู้ใช้|ยูสเซอร์|ชื่อในแอป|ชื่อเล่นในแอป|ยูสเซอร์เนม',
  hi: 'यूजरनेम|निकनेम',
  ar: 'اسم المستخدم|يوزر|يوزري|اليوزر|النك نيم',
};

const PASSWORD: Phrases = {
  en: 'password|my password|passcode|pwd|pass|pin|my pin|pin code|passwd|pw|passphrase|pin number',
  es: 'contraseña|mi contraseña|clave|mi clave|pin|contra|password',
  pt: 'senha|minha senha|palavra-passe|código pin',
  fr: 'mot de passe|mon mot de passe|mdp|code pin|mon mdp',
  de: 'passwort|mein passwort|kennwort|pin|pw',
  ru: 'пароль|мой пароль|пасс|пин|пин-код|пинкод',
  tr: 'şifre|şifrem|parola|şifremi|şifremiz|parolamı|parolam|pin kodum',
  id: 'kata sandi|sandi|password saya|password aku|pw|pin saya|kata sandi saya',
  ms: 'katalaluan|kata laluan|kata laluan saya|no pin',
  tl: 'password ko|pin ko|ang password ko',
  vi: 'mật khẩu|mk|mật khẩu của tôi|pass|mã pin',
  zh: '密码|密碼|我的密码|登录密码|支付密码|口令|mm是',
  ja: 'パスワード|暗証番号|パスワードは|パス',
  ko: '비밀번호|비번|패스워드|핀번호',
  th: 'รหัสผ่าน|พาสเวิร์ด|รหัส pin|พิน|รหัสพิน',
  hi: 'पासवर्ड|पिन|password mera',
  ar: 'كلمة السر|كلمة المرور|الباسورد|باسورد|الرقم السري|كلمه السر|الباس|كلمة سر|باسوورد',
};

const ONE_TIME_CODE: Phrases = {
  any: 'otp|my otp|the otp|otp code|otp is|sms code|2fa code|2fa|verification code|confirmation code|login code|security code|auth code|one time code|one-time password|cvv|cvc|cvv code',
  es: 'código de verificación|código sms|código otp|codigo de seguridad|código de confirmación|código del sms|código que me llegó',
  pt: 'código de verificação|código sms|código do sms|código que chegou|código de confirmação|código de segurança',
  fr: 'code de vérification|code sms|code du sms|code reçu|code reçu par sms|code otp|code de confirmation|code de sécurité|cryptogramme',
  de: 'bestätigungscode|verifizierungscode|sms-code|sms code|code per sms|tan|prüfcode|sicherheitscode',
  ru: 'код подтверждения|код из смс|смс код|смс-код|код из sms|проверочный код',
  tr: 'doğrulama kodu|doğrulama kodum|sms kodu|onay kodu|güvenlik kodu',
  id: 'kode otp|kode verifikasi|kode sms|otp saya|kode otp saya|kode otp nya',
  ms: 'kod otp|kod pengesahan|kod tac|tac',
  tl: 'otp ko|verification code ko',
  vi: 'mã otp|mã sms|mã xác minh|mã xác nhận|mã xác thực|otp của tôi',
  zh: '验证码|驗證碼|校验码|动态码|短信码|验证码是|安全码',
  ja: '認証コード|確認コード|認証番号|ワンタイムパスワード|ワンタイムコード|セキュリティコード',
  ko: '인증번호|인증코드|인증 번호|확인코드|보안코드',
  th: 'รหัส otp|รหัสยืนยัน|โอทีพี|เลข otp|รหัสโอทีพี',
  hi: 'ओटीपी|वेरिफिकेशन कोड|otp mera|otp hai',
  ar: 'رمز التحقق|كود التحقق|رمز otp|كود otp|رمز التأكيد|كود التأكيد',
};

const CODE: Phrases = {
  any: 'code|my code|the code|código|codigo|kod|kodu|kodum|kodenya|otpnya|kodunu|кодик|kode|kodnya|код|кодом|кода|कोड|الكود|كود|الرمز|رمز|コードは|コード|코드|코드는|รหัส|mã|代码是',
};

const DOCUMENT: Phrases = {
  en: 'ssn|social security number|sin|national insurance number|tax id|tax number|itin|nin|nino|emirates id|aadhaar|aadhar|aadhaar number|pan number|pan card',
  es: 'rut|dni|nie|curp|rfc|cédula|cedula|nif|cuit|cuil|número de identificación|mi ine',
  pt: 'cpf|cnpj|rg|nif|meu cpf|cartão de cidadão',
  fr: 'numéro de sécurité sociale|numéro de sécu|numéro fiscal|siret|siren|cni',
  de: 'perso-nr|personalausweisnummer|steuernummer|steuer-id|steuer-identifikationsnummer|sozialversicherungsnummer',
  ru: 'инн|снилс|паспорт серия|серия и номер паспорта',
  tr: 'tc|tc no|tc kimlik|tc kimlik no|kimlik no|kimlik numaram|vergi no|vergi numarası|pasaportla',
  id: 'nik|no ktp|ktp|npwp|nomor ktp|nomor npwp',
  ms: 'no ic|ic|no kad pengenalan|kad pengenalan|mykad|no cukai',
  tl: 'tin|sss|umid|philhealth|philsys|tin no|tin number|sss no',
  vi: 'cccd|cmnd|số cccd|số cmnd|căn cước|số căn cước|chứng minh thư|mã số thuế|mst',
  zh: '身份证|身份证号|身份证号码|身分證|身分證字號|身分證號碼|身份證|身份證號碼|證件號碼|居留證|居留證號碼|护照号码|護照號碼|护照号|身分证|证件号|统一编号|统一社会信用代码|港澳通行证',
  ja: 'マイナンバー|個人番号|免許証番号|在留カード|在留カード番号|保険証番号',
  ko: '주민번호|주민등록번호|사업자등록번호|사업자번호|외국인등록번호|운전면허번호',
  th: 'บัตรประชาชน|เลขบัตรประชาชน|เลขบัตร|เลขประจำตัวผู้เสียภาษี|พาสปอร์ต|เลขพาสปอร์ต',
  hi: 'आधार|आधार नंबर|आधार कार्ड|पैन|पैन नंबर|पैन कार्ड',
  ar: 'الرقم القومي|رقم الهوية|الهوية|رقم الاقامة|الاقامة|الرقم الضريبي|رقم البطاقة الوطنية|الرقم المدني|البطاقة المدنية|رقم الجواز',
  any: "passport|passport no|passport number|passaporte|pasaporte|passeport|reisepass|reisepassnummer|паспорт|pasaport|pasaport no|paspor|pasport|no pasport|hộ chiếu|护照|护照号|護照|パスポート|旅券番号|여권|여권번호|หนังสือเดินทาง|पासपोर्ट|جواز السفر|رقم الجواز|driver's license|driving licence|license number|driver's licence|drivers license|drivers licence|driver licence|driver’s license|driver’s licence|driving license|licence number|licence no|sim|ausweis|personalausweis|ausweisnummer|id card|national id|carte d'identité",
};

const HOME: Phrases = {
  en: 'my address is|my home address is|my address|home address|i live at|i live in|i live on|i am living at|address|shipping address|billing address|delivery address|my house is at|located at|mailing address|ship to|deliver to|deliver it to|send it to|send to|mail it to|shipping to|delivered to|my flat|my apartment|my house',
  es: 'mi dirección es|mi direccion|dirección|vivo en|mi domicilio es|mi domicilio|domicilio|resido en|mi casa queda en|estoy en|enviar a|envíen a|envío a|manden a|mándenlo a|entregar en',
  pt: 'meu endereço é|meu endereço|endereço|moro na|moro no|moro em|resido na|minha morada é|morada|enviar para|entregar na|entregar em|entrega em|mandem para',
  fr: "mon adresse est|mon adresse|adresse|j'habite au|j'habite|j’habite au|j’habite|je vis au|domicile|je réside au|livrez au|livrer au|livraison au|livraison à|envoyez au|envoyer au|livrez à",
  de: 'meine adresse ist|meine adresse|meine anschrift ist|adresse|anschrift|ich wohne in der|ich wohne am|ich wohne im|ich wohne|wohnhaft|lieferadresse|ich lebe in der|lieferung an|liefern an|versand an|schickt es an|zustellung an',
  ru: 'мой адрес|адрес|адрес доставки|живу по адресу|я живу на|живу на|проживаю по адресу|проживаю|прописан|отправьте на|доставка на|доставить на|отправить на|пришлите на',
  tr: 'adresim|ev adresim|adres|ikamet adresim|ev adresi|kargo adresi|teslimat adresi|gönderim adresi',
  id: 'alamat saya|alamat rumah saya|alamat|alamat rumah|saya tinggal di|tinggal di|aku tinggal di|rumah saya di|rumah di|rumahku di|kirim ke|kirimkan ke|antar ke|dikirim ke',
  ms: 'alamat rumah saya|alamat saya ialah|saya duduk di|rumah saya dekat|hantar ke|poskan ke|pos ke|alamat penghantaran',
  tl: 'nakatira ako sa|nakatira po ako sa|address ko|ang address ko|tirahan ko|ang tirahan ko ay|taga|padala sa|ipadala sa|ideliver sa|deliver sa|dalhin sa',
  vi: 'địa chỉ của tôi|địa chỉ của em|địa chỉ nhà|địa chỉ|tôi ở|em ở|mình ở|nhà tôi ở|nhà em ở|tôi sống ở|em sống ở|giao tới|giao đến|giao về|gửi về|gửi đến|ship về|ship tới',
  zh: '我住在|住在|我家在|家住|地址|我的地址|家庭地址|收货地址|地址是|住址|家庭住址|现住址|我住|通讯地址',
  ja: '住所は|住所|自宅は|自宅の住所は|私の住所は|届け先|届け先は|配送先は|送付先|お届け先|送り先|配送先',
  ko: '주소는|주소|집 주소는|집주소|제 주소는|배송지|사는 곳은|배송 주소|배송지는|받을 주소',
  th: 'ที่อยู่|ที่อยู่ของฉัน|ที่อยู่ผม|บ้านอยู่ที่|อยู่บ้านเลขที่|ฉันอยู่ที่|ผมอยู่ที่|ที่อยู่จัดส่ง|ส่งที่|จัดส่งที่|ส่งไปที่|ส่งมาที่',
  hi: 'मेरा पता|पता|मैं रहता हूँ|घर का पता|mera pata|mera address|mera ghar|ghar ka pata|rehta hun|address hai|घर',
  ar: 'عنواني|العنوان|عنوان البيت|ساكن في|ساكنة في|اسكن في|أسكن في|عنوان المنزل|بيتي في|عنواني هو|التوصيل على|وصلوها على|ارسلوها على|أرسلوها على',
};

const AT: Phrases = {
  any: 'at|arroba|골뱅이|собака|chez|et arobase|arobase|アットマーク|アット|あっと|艾特|a còng|a cong|آت|ات|एट|แอท|klammeraffe|et',
};

/** All announcing words, by what follows them. */
export const ANNOUNCERS: Readonly<Record<AnnouncementForm, Phrases>> = {
  'own-name': OWN_NAME,
  name: NAME,
  label: LABEL,
  'full-name': FULL_NAME,
  relative: RELATIVES,
  'name-here': { en: "it's|its|it’s|this is" },
  'name-before': NAME_BEFORE,
  account: ACCOUNT,
  'bare-id': { any: 'id' },
  messenger: MESSENGER,
  username: USERNAME,
  password: PASSWORD,
  'one-time-code': ONE_TIME_CODE,
  code: CODE,
  document: DOCUMENT,
  home: HOME,
  at: AT,
};

/** Words of streets, by the pattern of addresses (addresses.ts) that is tried around them. */
export const STREET_WORDS: readonly string[] = [
  'street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|way|close|nagar|marg|barangay|brgy|highway|terrace|crescent',
  'calle|c/|av|avda|avenida|carrera|cra|rua|travessa|alameda|paseo|plaza|calzada|colonia|col|jirón|jr',
  'rue|avenue|av|boulevard|bd|place|allée|chemin|impasse|quai|cours|route',
  '',
  'ул|улица|улице|пр|пр-т|просп|проспект|пер|переулок|бульвар|б-р|шоссе|набережная|наб|проезд',
  'mah|mahallesi|mh|sokak|sokağı|sk|cad|caddesi|bulvarı|cadde',
  'jalan|jl|jln|gang|gg|lorong|perumahan|kampung|kp|taman',
  'đường|ngõ|hẻm|phố|ấp|thôn|phường',
  '路|街|道|巷|弄|大道|胡同|村|号',
  '〒|都|道|府|県',
  '',
  'บ้านเลขที่|เลขที่|หมู่|ซอย|ถนน|แขวง|เขต|ต.|อ.',
  'मकान|फ्लैट|गली|house|flat|plot|h.no',
  'شارع|حي|طريق',
];
