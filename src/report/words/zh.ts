import type { Words } from './words.ts';

const DIMENSIONS: Readonly<Record<string, string>> = {
  country: '国家/地区',
  language: '语言',
  os: '系统',
  app_version: '应用版本',
  device: '机型',
  network: '网络',
  feature: '功能',
  vendor: '客服供应商',
  user_role: '用户身份',
};

const STATUS = {
  surging: '激增',
  rising: '上升',
  steady: '平稳',
  falling: '下降',
  new: '新出现',
  back: '再次出现',
  gone: '已消失',
} as const;

/** Chinese phrases (simplified, mainland usage). */
export const zh: Words = {
  language: 'zh',
  htmlLang: 'zh-CN',
  labels: {
    weekly: '用户投诉周报',
    allTeams: '全部团队',
    trust: '本周数据可信度',
    whatChanged: '本周变化',
    stillOpen: '往期未了结事项',
    actions: '修复是否见效',
    topics: '全部问题',
    themes: '现有分类之外的新问题',
    method: '方法与核对方式',
    inside: '具体内容',
    forWhom: '影响范围',
    howSure: '可信程度',
    impact: '代价',
    doNext: '建议动作',
    owner: '负责团队',
    quotes: '用户原话',
    topic: '问题',
    status: '状态',
    ticketsColumn: '工单',
    usersColumn: '用户',
    expectedColumn: '预期（90%区间）',
    csatColumn: '满意度',
    trendColumn: '走势',
    keywords: '关键词',
    figure: '数字',
    relation: '数据表',
    query: '查询',
    legendSeen: '每周工单数',
    legendExpected: '预期值与90%区间',
    legendFlag: '触发提醒的周',
    legendEvent: '版本、活动或修复',
    legendBreak: '自此统计口径改变',
    versions: '版本',
    languageColumn: '语言',
    qualityColumn: '分类质量（F1）',
    qualityNote: '各语言的分类F1值，由人工标注工单交叉验证得出，1.00为满分。数值偏低时，工单数可能有漏计或混淆。',
    qualityUnknown: '未测',
    index: '周报目录',
    report: '周报',
    otherLanguage: 'English',
    methodText:
      '每周的数量只与此前各周比较，采用负二项模型，离散程度由全部序列共同估计。“触发提醒”表示在校正本次全部检验（Benjamini–Hochberg）之后，数量仍超出模型允许的范围。“时间上吻合”只说明日期相近，不代表因果。同一用户的重复或复制工单设有计数上限。引文均已脱敏，且仅在背后有足够多不同用户时才展示。',
    stepDone: '完成',
    noThemes: '本周没有分类之外新增或增长的问题。',
    since: '始于',
    team: '团队',
    week: '周',
  },
  nothingToDo: () => '本周没有需要处理的问题。',
  incompleteWeek: (days) => `本周数据不完整（7天中仅${days}天工单量正常）：只列数量，不判断变化。`,
  tooYoung: (weeks) => `目前只有${weeks}周历史数据，不足以判断变化（至少需要8周）。`,
  headline: ({ name, status, ratio, where, more }, f) => {
    const verb = {
      surging: `激增，达到预期的${f.times(ratio)}`,
      rising: `上升，达到预期的${f.times(ratio)}`,
      new: '首次出现',
      back: '再次出现',
      falling: `降至预期的${f.times(ratio)}`,
      steady: '仍高于原有水平',
      gone: '已消失',
    }[status];
    const place = where === null ? '' : `，主要集中在${where}`;
    const rest = more === 0 ? '' : `；另有${more}项需要关注`;
    return `“${name}”${verb}${place}${rest}。`;
  },
  status: (status) => STATUS[status],
  seen: ({ tickets, expected, low, high, ratio, users }, f) =>
    `${f.integer(users)}位用户提交${f.integer(tickets)}张工单；预期${f.count(expected)}张（${f.integer(low)}–${f.integer(high)}）` +
    (expected >= 1 && tickets >= 5 ? `，为预期的${f.times(ratio)}。` : '。'),
  sureness: (s) => {
    if (s.kind === 'likely-real') {
      return s.oneIn > 100
        ? '几乎可以确定属实（此类提醒误报不到百分之一）。'
        : `很可能属实（此类提醒约每${Math.max(2, Math.round(s.oneIn))}次有1次误报）。`;
    }
    if (s.kind === 'watch') return '值得留意：超出常见范围，但序列众多时，单周出现这种情况并不少见。';
    if (s.kind === 'within') return '在常见范围之内。';
    if (s.kind === 'too-few') return '工单太少，无法判断。';
    return `历史太短，无法判断：只有${s.weeks}周，至少需要8周。`;
  },
  weeksRaised: (weeks) => (weeks <= 1 ? '首次触发提醒。' : `已连续${weeks}周触发提醒。`),
  newLevel: (week) => `已在新水平停留六周，自${week}起按新水平计算。`,
  seriesBreak: (kind, of, since) => {
    const level = '口径在此改变：水平重新学习，前后不作比较。';
    if (kind === 'renamed') return `${since}之前名为“${of}”，问题相同。`;
    if (kind === 'split-from') return `${since}从“${of}”拆分而来：此前各周计的是“${of}”的全部工单。${level}`;
    if (kind === 'split-into') return `“${of}”自${since}起单独统计：此前各周包含这一部分。${level}`;
    return `${since}合并：此前各周为“${of}”按旧规则的合计。${level}`;
  },
  dimension: (id) => DIMENSIONS[id] ?? id,
  driver: (d, where, status, f) => {
    if (d.mixOnly) return `${where}：工单变多是因为当地用户变多，而非投诉率上升。`;
    const change = status === 'falling' ? '降幅' : '增幅';
    return `${change}的${f.percent(d.shareOfRise)}来自${where}（平时占工单的${f.percent(d.shareOfBase)}）：${f.integer(d.tickets)}张，预期${f.count(d.expected)}张。`;
  },
  inside: ({ title, gloss, tickets, of, before, estimated, isNew }, f) => {
    const about = estimated ? '约' : '';
    const then = isNew ? '，本周新出现' : before === null ? '' : `，上周${about}${f.integer(before)}张`;
    return `“${title}”${gloss === '' ? '' : `（${gloss}）`}：${f.integer(of)}张工单中${about === '' ? '的' : '的约'}${f.integer(tickets)}张${then}。`;
  },
  noDriver: () => '各国家、版本、机型均有分布，没有单一群体可以解释。',
  coincides: (what, date) => `时间上吻合：${what}（${date}）。`,
  csat: (now, before, rated, f) =>
    `满意度${f.score(now)}分${before === null ? '' : `（此前${f.score(before)}分）`}，${f.integer(rated)}人评分。`,
  negative: (share, f) => `其中${f.percent(share)}的工单情绪明显负面。`,
  cost: (cost, refund) =>
    [cost === null ? null : `客服成本${cost}`, refund === null ? null : `退款${refund}`]
      .filter((part) => part !== null)
      .join('，')
      .concat('。'),
  quoteFrom: (language, country, role) => [language, country, role].filter((part) => part !== null).join('，'),
  quotesWithheld: (k) => `不同用户不足${k}位，不展示原话。`,
  advice: (kind, where, owner) => {
    const act = {
      app_version: `将${where}与上一版本对比；若确认有问题，先暂停放量。`,
      payment: `核对${where}的支付与账务日志，按下列工单统一补发。`,
      vendor: `先询问客服供应商（${where}）：话术或分流调整也会造成这种变化。`,
      place: `检查${where}的服务质量与当地合作方。`,
      technical: `在${where}上复现，可从引用的工单入手。`,
      safety: '优先处理被举报账号，一天也不要拖。',
      none: '先读引用的工单；没有突出的群体，请检查服务端近期变更。',
      falling: '无需修复；请记录是什么起了作用。',
      theme: '判断是否归本团队；可用 promote 命令把它设为正式问题。',
    }[kind];
    return `${owner}：${act}`;
  },
  open: (item, f, week) => {
    const since = f.week(item.sinceWeek, week);
    const numbers = `${f.integer(item.tickets)}张，预期${f.count(item.expected)}张`;
    if (item.state === 'back-to-normal') return `已恢复正常（${numbers}）；自${since}起曾偏高。`;
    if (item.state === 'new-level') return `已在新水平停留六周（${numbers}），自${since}起按新水平计算。`;
    const peak = `${f.week(item.peakWeek, week)}最高达${f.integer(item.peakTickets)}张`;
    if (item.state === 'recovering') return `正在回落：${numbers}；自${since}起偏高，${peak}。`;
    return `仍然偏高：${numbers}；自${since}起偏高，${peak}。`;
  },
  action: (a, f) => {
    const range =
      a.effect === null || a.effectLow === null || a.effectHigh === null
        ? ''
        : `：${a.weeks}周后变化${f.change(a.effect)}（95%区间：${f.change(a.effectLow)}至${f.change(a.effectHigh)}）`;
    if (a.verdict === 'verified') return `已见效${range}。`;
    if (a.verdict === 'not-working') return `未见效${range}。`;
    const when = a.knowableFrom === null ? '' : `预计${f.week(a.knowableFrom)}起可以判断。`;
    return `尚无法判断${range}。${when}`;
  },
  tickets: (n, f) => `${f.integer(n)}张工单`,
  trustLine: ({ trust: t }, f) => [
    t.complete ? `数据完整：7天中${t.daysSeen}天工单量正常` : `数据不完整：7天中仅${t.daysSeen}天工单量正常`,
    `${f.integer(t.users)}位用户的${f.integer(t.tickets)}张工单，其中${f.percent(t.tickets === 0 ? 0 : t.tagged / t.tickets)}归入已有问题`,
    `${f.integer(t.rejected)}条消息被拒收，${f.integer(t.late)}张工单迟到`,
    `${t.weeksOfHistory}周历史数据；变化是相对于${t.perActiveUser ? '活跃用户数' : '全部序列的共同变化'}而言`,
    `共做${f.integer(t.tests)}次检验，触发${f.integer(t.flags)}次提醒，预计其中约${f.count(t.expectedFalse)}次为误报（每周预算${f.count(t.budget)}次）`,
    ...(t.segments.tests === 0
      ? []
      : [
          `仅在触发提醒的${f.integer(t.segments.topics)}个问题之内检验了${f.integer(t.segments.tests)}个细分，其中${f.integer(t.segments.flags)}个突出；不计入上述提醒`,
        ]),
    ...(t.unclusteredShare === null ? [] : [`未归入问题的工单中，${f.percent(t.unclusteredShare)}不属于任何主题`]),
    ...t.gaps.map((gap) => `${f.week(gap)}数据缺失。这是数据缺口，并非下降；该周不参与比较`),
    ...t.restated.map((r) => `${f.week(r.week)}在发布后有变动：${f.integer(r.before)}→${f.integer(r.after)}张工单`),
  ],
  themeLine: (tickets, users, languages, since, f) =>
    `${f.integer(users)}位用户的${f.integer(tickets)}张工单；${languages}${since === null ? '' : `；始于${since}`}。`,
  nearest: (name, why, f) => {
    if (why === null) return `最接近的问题是“${name}”，但并不相同。`;
    const said =
      why.kind === 'lacks'
        ? why.share === 0
          ? '没有工单'
          : `只有${f.percent(why.share)}的工单`
        : `${f.percent(why.share)}的工单`;
    return `最接近的问题是“${name}”，但并不相同：${said}提到“${why.concepts}”${why.kind === 'lacks' ? '' : '，与之不符'}。`;
  },
  noNearest: () => '现有分类中没有相近的问题。',
  lineage: (kind, label, tickets) =>
    kind === 'split' ? `由“${label}”分出（${tickets}张工单）。` : `“${label}”已并入（${tickets}张工单）。`,
  moreFlagged: (n) => `另有${n}个触发提醒的序列，见下表。`,
  chartAlt: (name, s, weeks, f) =>
    `${name}：共${weeks}周；最近一周${f.integer(s.tickets)}张工单，预期${f.count(s.expected)}张，90%区间${f.integer(s.low)}至${f.integer(s.high)}张。`,
};
