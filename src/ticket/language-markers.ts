/** Words by which people's languages are told apart in Latin letters; strong ones belong to one language alone. */
const STRONG: Readonly<Record<string, string>> = {
  en: "the and is was are my with this that you your have has please what when why cannot can't don't it's i'm there they from would been after just not for but she her his of to",
  es: 'el los las una que está pero para cuando mi tengo quiero hola gracias porque muy también desde ya hace nada se le lo como hay puedo cuenta donde ayer después siempre sale dice dinero',
  pt: 'não nao você voce uma está estou para com meu minha quando porque muito também tambem isso ele ela tenho quero obrigado obrigada oi depois já mas dinheiro conta até foi vcs pra to vc conseguir consigo aparece ontem',
  fr: "le les des une est pas je mon ma mes avec pour sur dans quand vous bonjour merci c'est j'ai qui depuis plus et ça ca mais toujours argent compte n'est il elle que rien",
  de: 'der die das und ist nicht ich mein meine mit für ein eine wenn kann habe bitte auf seit immer wird mir bei auch aber nach dem den geld konto schon wieder noch kein keine',
  tr: 've bir bu da de için çok değil ama benim hesabım neden nasıl olmuyor var yok kadar sonra yayın param hala bana ben lütfen merhaba icin cok degil hesabim nasil yayin',
  id: 'yang dan nggak gak tidak saya aku ini itu sudah udah belum bisa dengan untuk kenapa gimana dari ke kok banget terus padahal tolong uang masuk kalau kalo nya min apa cuma aja gue gw lo loe pake pakai ampe sampe doang parah kemaren kemarin mulu abis habis item yg blm udh sdh sy hp jadi ada makasih usul kasih seru semua banyak orang diambil ketipu dikirim padahal soalnya ngirim nonton kagak ilang ngilang terus muncul tapi kayak kayaknya bgt tlg mohon dong pulsa sama tapi pas mau lagi gw gue lu bikin ga tuh dong sih nih karena ngga kak uang rekening kartu nomor rupiah gopay sandi bantuannya umur cair belakangan difoto ditolak kodenya kirim hormat',
  ms: 'tak saya dah boleh kenapa macam mana duit akaun nak je lah sangat tiada takde xleh sudah selepas lepas bagi kat tgk korang kau awak tetapi sekejap dengan yang ini itu tolong wang telah sebab satu pun tidak jugak juga pula cik mcm camne xde semua ada orang banyak jadi apa awak bukak tengok bila siapa ni tu memang pulak takpe korang kami masalah jangan ialah ye lagi dia laluan betul ejen komisen nombor wasap poskod resit semak bayaran hantar kad emel akaun sila dapatkan pelanggan percuma tarikh buah terbeli penghantaran pengesahan',
  tl: 'ang ng mga sa ko ako po hindi di na naman lang yung ung kasi pero bakit wala paano pag kapag ba niyo nyo ninyo kayo ay nang ito yan din rin pa ng mag nag para kong aking talaga kahit daw',
  vi: 'không khong tôi toi mình minh em của cua được duoc là la và va có co cho thì thi mà ma bị bi vào vao rồi roi sao nạp nap tiền tien ko hk dc vẫn van mấy may xin giúp giup lại lai các cac nhưng nhung ơi oi ạ nó',
  hi: 'hai hain nahi nhi mera meri mere mujhe aur kya kyu kyun ho gaya gya raha rahi rha rhi kar karo kr bhi se ka ki ko me mein main par pe wapas paise paisa abhi tak koi sab bahut bhai hu hoon tha thi diya liya krna karna aap apna hota jata jaise',
  ar: 'mesh msh mish ana 3ayez 3ayz ya3ni bs kda keda leh lih feen fen walla wallah 7aga 3la mn fe law sam7t el msh3aref momken shokran 3ndi m3a 3ala zay ba2a ma3a lama dah deh mafish mafeesh sha8al bass habibi akhi',
  it: 'il che non è sono mi gli della per con una anche perché più questo quando ciao grazie ho mio nel soldi',
  nl: 'het een niet ik van mijn en voor dat maar met ook wel geen heb kan naar als niks',
  pl: 'nie jest się mi na moje konto dlaczego jak już ale czy mam to proszę że',
  ro: 'nu este și sunt pentru cu mea mi când bani cont de ce vă rog',
};

/** Words of at least three training tickets (pipelines/taxonomy/training), four fifths of them or more in one language. */
const TYPICAL: Readonly<Record<string, string>> = {
  es: 'al yo solo del sin monedas mis cada otra tres sigue ha pantalla queda hasta directo regalos días soy rato retiro veo día qué él ahí ese su llega esa nadie cierra versión mí eso teléfono ahora otro invitado alguien traba botón noches quedan ella salen tarjeta hice nombre pusieron esto tipo sabe años lee avisa cambio así nuestra volver oye suena quedó estaba este usuario nueva cae',
  de: 'im hab hat mich beim zu sich aus nur münzen von nix kommt ihr auszahlung nichts mal gestern mehr sind alle weg nie wurde wie bild obwohl raus raum alles zurück ohne wurden handy zum vom sekunden dreht einer zuschauen hängt will geschenke stehen abgelehnt gar gemacht steht muss jemand kommentare neue stunde leer sie gekauft danke meiner geht war dann meinen wir bühne gast angenommen sobald trotzdem gehen alleine ton abgebucht bearbeitung wegen namen über gesperrt typ angeblich lässt installieren tage schickt einen meinem seh ruckeln jedes gegen guten bleibt macht keinen ständig sagt ihrer bezahlt unsere agentur erst euch einem verschwunden dass jetzt',
  hi: 'hi ek band kiya gaye baar deta aata rahe wale bolke karte dono phir hua har rehta kuch bolta kisi jab theek saath baad aati hum khatam ruk dabaya ghante galat badal liye naya kal aaya wahi baat chahiye dekh dobara gayi saal msg',
  fr: "au tout du pièces ce jamais suis alors direct fois deux fait jours hier même été bien seul chez votre ans secondes toutes tourne tous n'a passer svp retrait non m'a lui tel bouton streameuse passe après coupe salon dès impossible bloqué bout envoyé sont autres sans pièce cette l'appli fini reçu aucun répond pourtant jai notre l'écran voix reste connexion puis donné dix filtre côté parties gros cadeaux restent carte vu soir acheté cours payer dit fille nouvelle refuse payé bravo hôte duo talents place marche tt matin cadeau envoie chaque aux demandé mois nuit téléphone",
  pt: 'um eu fica só moedas os volta sempre ao tudo pelo dela sem saque meus aqui nem toda chega mesmo faz tá tem fui celular outro aí tela som sozinha apareceu presente pix comprei estão anos diz parece fala uns segundos código agência imagem sumiu congela cartão novo fiz vejo fecha cadê pro semana minhas nas botão lado meio recusado recebeu nome veio dados casa moeda menina sozinho faço comentários bom peço dá pontos perdi ecrã quem aos emissão transmissão telemóvel nenhum mundo mandar duas vezes há ninguém ainda caiu gastou mim',
  en: "it back says up out get every like sent nothing never got all one its keeps same can by now how since gone them we times then cant other even itself night want already new people over were went into only hear paid yesterday any money girl whole next left once shows again month did about half guys if here fine our open side because down own him somebody make something two us going five seat nobody gave win watching tap does super freezes getting streamed counted single changed everything find took show sees shuts device hour done finished sends said buy need move four before tell whenever ur turns see dont i've anything thing gets bought where turned goes give",
  tl: 'tapos may walang ayaw isang dahil gcash pumasok lumabas bumili lahat naging ulit naka namin lumalabas isa nawala sabi pera yun sahod pwede siya ngunit buong boses lamang oras tunog ibalik nung akong kulang dumadating blinock bagong init cp kahapon ganda salamat dito collab naming dun puro akin tuwing natanggap niya pano kung tas araw',
  vi: 'tiếng lên xu tới người quà từ phòng bên idol một gì nhận hết còn đang ra báo qua cứ xong xem hình bấm tự rút làm ngày kia nào mất tặng trả luôn thấy trừ bao máy mới chưa giây quay mở giờ phát cũng đầu bạn hiện mua này trong khi đăng về sau thu đã nick xử lần nút cái nửa tên trên nhập số hoài đổi ứng gửi nghe vô như công nay mat trễ nói văng đứng nhà phút tắt tối tai bay chạy thẻ chối lý tính lương tin tài khoản đó kim cương toàn bình dịch thành trung hiệu hỏi cả muốn doi het gio noi truoc gi nhan voi gia chung nhau suốt khách kết vòng trực tiếp vậy hồng ngân hàng đúng hụt trang nhắn khoá đâu với ông chính lấy lớn luận chỉ nóng tụt hôm quý tộc quá cảm ơn đội tháng mặt khung anh nha đồng dau giả điểm ad kêu dang cấp buổi nền giao gói thực muon hạn tuần gui ngay sự lòng',
  ms: 'kena hadiah dalam sampai keluar habis guna asyik tolak hos cakap dapat semalam gambar bilik tekan org dgn masa walaupun skrin tukar gila mintak menang gaji bunyi sy hantar lebih ic nombor nampak dengar sistem lambat bertindih pusing rasmi budak tahun kawan apabila weh pastu semula penyiar tambah nilai fon daripada tanya',
  id: 'koin akun katanya detik buka malah kirim kepotong layar trus lawan suaranya kuping penarikan ktp kelar ngomong gagal ponsel ulang bulan nyampe muter dipencet melayang balikin koinnya dana diblok coba kolab turun livenya verifikasi bilang terpotong semalem wd rekening diganti saja fitur',
  tr: 'hediye jeton geri aynı oldu yeni gibi sesi geliyor gitti diyor uygulama giriş yayıncı beni atıyor kendi şey gelmedi sadece aldım giremiyorum iki sürekli üç biri giriyorum dakika kapanıyor gece hiçbir kere hesabımı adam ediyor olmuş ekranda gündür diye hesabıma yazıyor oluyor karşı saniyede donuyor odaya duruyor kalıyor aslan yolladım çıkmadı verin yapmadım paramı beri çekim yine reddedildi yaptım ile türlü özelden bildirim günlük istiyorum hiç saniye yayında böyle yayına öyle kaldı cevap dönüyor canlı ajans girince elmas lira daha hafta diyo geçen kodu',
};

/** Hash of a word of no letters, and one with one more UTF-16 unit (FNV-1a). */
export const NO_WORD: number = 0x811c9dc5 | 0;
export const withUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

function hashOf(word: string): number {
  let hash = NO_WORD;
  for (let i = 0; i < word.length; i++) hash = withUnit(hash, word.charCodeAt(i));
  return hash;
}

type Languages = readonly (readonly [language: string, weight: number])[];

function build(): ReadonlyMap<number, Languages> {
  const words = new Map<string, string[]>();
  for (const [language, list] of [...Object.entries(STRONG), ...Object.entries(TYPICAL)])
    for (const word of new Set(list.split(' '))) words.set(word, [...(words.get(word) ?? []), language]);
  return new Map(
    [...words].map(([word, languages]) => [
      hashOf(word),
      languages.map((language) => [language, 1 / languages.length] as const),
    ]),
  );
}

/** Marker word, as its hash, → languages with weights that sum to one. */
export const MARKERS: ReadonlyMap<number, Languages> = build();
