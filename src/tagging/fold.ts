/** Separator codes of a normalised text: between words, and between clauses. */
export const SPACE = 0x20;
export const BREAK = 0x0a;
/** Separator after a word that is only a stem: composed texts write OPEN_MARK where a phrase has `*`. */
export const OPEN = 0x03;
/** A private-use character, so that no person's text has it. */
export const OPEN_MARK = '\ue000';

/** What a normalised code is: 0 separator, 1 letter or digit of a script with spaces, 2 character of a script without, 3 Hangul jamo. */
export type CodeClass = 0 | 1 | 2 | 3;

const SPECIAL: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ё: 'е',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
  ھ: 'ه',
  '\u0640': '',
  '\u0621': '',
  '\u0901': '\u0902',
  '\u093c': '',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\u2060': '',
  '\ufeff': '',
  '\ufe0f': '',
};
const BREAKS = new Set('.!?;,…。！？；，、،؛؟।۔\n\r¡¿|•');
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]/u;
const STRIPPED = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}]/u;
const WORD = /[\p{L}\p{M}\p{N}]/u;
const NOT_SPECIAL_IN_VIETNAMESE = 'đ';

/** Traditional characters that complaints use, each followed by its simplified form. */
const TRADITIONAL =
  '連连麥麦線线開开關关號号錢钱賬账帳帐禮礼電电話话視视頻频畫画聲声網网絡络閃闪騙骗錯错誤误請请問问題题沒没還还這这個个們们來来時时間间會会員员級级務务獎奖勵励領领處处機机動动態态實实證证驗验碼码銀银戶户' +
  '現现儲储裡里買买賣卖費费舉举報报違违規规則则鎖锁刪删訊讯發发傳传對对說说讓让給给後后從从總总無无與与為为應应該该樣样點点鐘钟過过進进遠远運运選选擇择邊边殺杀罵骂脅胁擾扰煩烦隱隐資资權权業业產产見见覺觉' +
  '親亲觀观聽听嗎吗麼么讀读寫写認认識识譯译語语變变壞坏熱热燙烫載载裝装補补償偿贈赠獲获贏赢輸输計计數数據据顯显終终結结斷断離离當当場场團团體体續续訂订閱阅圖图標标籤签專专屬属隊队勝胜負负幾几萬万億亿兩两' +
  '條条張张塊块雙双單单獨独學学齡龄歲岁媽妈兒儿幣币鑽钻鏡镜濾滤貼贴紙纸瘋疯讚赞導导護护衛卫衝冲滿满減减額额轉转匯汇審审複复雜杂試试檢检測测優优質质顆颗戰战鬥斗懲惩罰罚繳缴週周將将賽赛經经聯联誰谁幫帮紅红' +
  '綠绿藍蓝黃黄嚇吓飄飘氣气帶带陰阴陽阳頭头腦脑臉脸顏颜濟济滯滞遲迟頓顿輪轮達达遞递適适鍵键銷销鐵铁銅铜鈕钮釣钓鈔钞針针闆板閒闲隨随際际陣阵雖虽難难靈灵響响頁页頂顶項项順顺須须預预風风飛飞飯饭餘余館馆馬马' +
  '駕驾駭骇驅驱騎骑驚惊髒脏髮发鬧闹鮮鲜龍龙麗丽齒齿著着覆复佔占搶抢癱瘫蘋苹檔档範范擋挡攔拦損损擁拥擔担撥拨掃扫掛挂換换揮挥搖摇攝摄敗败斃毙暫暂書书東东棄弃樂乐決决況况準准溫温漲涨潰溃燒烧爛烂牆墙狀状環环' +
  '異异疊叠盜盗監监盤盘眾众礙碍稱称穩稳積积窮穷竊窃筆笔節节糾纠約约紛纷紹绍組组細细綁绑緊紧緩缓編编練练縮缩繞绕繫系繼继纏缠聞闻職职腳脚臺台舊旧華华虧亏製制訴诉註注詐诈評评詞词詢询詳详誣诬誘诱誹诽調调談谈' +
  '論论諮咨謊谎謝谢豬猪貓猫貪贪貴贵賊贼賓宾賞赏賴赖購购賺赚趕赶跡迹軟软較较輕轻辦办遊游郵邮醜丑釋释鏈链門门閉闭靜静裏里嘗尝噴喷噁恶墊垫壓压夠够夾夹奪夺孫孙寧宁寶宝屆届廠厂廳厅彈弹強强彎弯恥耻悶闷慘惨慣惯' +
  '憑凭懶懒懷怀戲戏擊击擠挤敵敌於于昇升櫃柜欄栏歡欢毀毁汙污沖冲淨净滅灭濫滥瀏浏灣湾爺爷牽牵畢毕癮瘾盡尽稅税種种窩窝競竞簡简絕绝維维緒绪績绩織织羅罗聰聪膽胆臨临興兴蓋盖薦荐藝艺虛虚術术襲袭覽览觸触記记許许' +
  '設设訪访誠诚課课諒谅講讲貨货蹤踪車车輛辆輯辑轟轰鄰邻鈴铃錄录長长隻只雞鸡類类飆飙營营財财賤贱罷罢鎮镇閂闩嚴严勸劝園园師师帥帅執执塗涂夥伙奧奥妝妆姊姐層层嶄崭幀帧廣广庫库徹彻惡恶愛爱慮虑憤愤憂忧懇恳戀恋' +
  '捨舍採采擴扩擺摆暱昵極极構构榮荣殘残毆殴淚泪湊凑潑泼災灾烏乌爭争猶犹獵猎畝亩療疗癒愈盧卢睏困矯矫確确磚砖穢秽紀纪純纯納纳絲丝緣缘縱纵義义習习聖圣膚肤莊庄葉叶蒐搜薩萨藉借藥药蟲虫褲裤謀谋謠谣譜谱豐丰貞贞' +
  '貝贝賀贺賜赐蹟迹軍军輔辅輩辈農农邏逻鄉乡醫医鍊炼鍋锅鎂镁鑰钥闖闯闊阔陸陆霧雾韓韩頒颁飽饱餓饿駐驻騷骚驟骤鬆松魚鱼鳥鸟鹹咸黨党齊齐';

const SIMPLIFIED = new Map<string, string>();
for (let i = 0; i + 1 < TRADITIONAL.length; i += 2) SIMPLIFIED.set(TRADITIONAL[i] ?? '', TRADITIONAL[i + 1] ?? '');

function digitOf(character: string): string | undefined {
  if (!/\p{Nd}/u.test(character)) return undefined;
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > 0 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return String((code - zero) % 10);
}

function foldLetter(letter: string, keepAccents: boolean): string {
  if (keepAccents && (letter === NOT_SPECIAL_IN_VIETNAMESE || /\p{Script=Latin}/u.test(letter))) return letter;
  const special = SPECIAL[letter] ?? SIMPLIFIED.get(letter);
  if (special !== undefined) return special;
  const code = letter.charCodeAt(0);
  if (code >= 0x30a1 && code <= 0x30f6) return String.fromCharCode(code - 0x60);
  if (STRIPPED.test(letter)) {
    const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
    return SPECIAL[bare] ?? bare;
  }
  if (code >= 0xac00 && code <= 0xd7a3) return letter.normalize('NFD');
  return letter;
}

/**
 * Normal form of one character or one base with its combining marks: NFKC, lower case, accents and Arabic diacritics
 * off (unless kept), digits of every script as 0–9, katakana as hiragana, Hangul as jamo, traditional as simplified
 * Chinese. Separators come back as SPACE or BREAK, ignorable marks as the empty string.
 */
export function foldCluster(cluster: string, keepAccents: boolean): string {
  if (cluster === OPEN_MARK) return String.fromCharCode(OPEN);
  if (BREAKS.has(cluster)) return String.fromCharCode(BREAK);
  if (/^[\u3131-\u318e]$/.test(cluster)) return cluster;
  if (SPECIAL[cluster] === '') return '';
  let folded = '';
  for (const character of cluster.normalize('NFKC').toLowerCase().normalize('NFC')) {
    const digit = digitOf(character);
    if (digit !== undefined) folded += digit;
    else if (/[\u0300-\u036f\u064b-\u065f\u0670]/.test(character)) continue;
    else if (WORD.test(character)) folded += foldLetter(character, keepAccents);
    else if (SPECIAL[character] === undefined)
      folded += BREAKS.has(character) ? String.fromCharCode(BREAK) : String.fromCharCode(SPACE);
  }
  return folded;
}

const classes = new Int8Array(65536).fill(-1);

/** Class of a normalised code. */
export function classOf(code: number): CodeClass {
  let known = classes[code] as number;
  if (known >= 0) return known as CodeClass;
  const character = String.fromCharCode(code);
  if ((code >= 0x1100 && code <= 0x11ff) || (code >= 0x3131 && code <= 0x318e)) known = 3;
  else if (UNSPACED.test(character)) known = 2;
  else known = WORD.test(character) ? 1 : 0;
  classes[code] = known;
  return known as CodeClass;
}
