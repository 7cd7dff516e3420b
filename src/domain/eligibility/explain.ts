/** Reads the tree of reasons aloud, in Chinese: no sentence here decides anything. */
import { sayDate, sayDays, type PlainDate, type Sitting } from '../calendar.ts';
import { levelNames, levels, type Level } from '../notice.ts';
import type {
  Assumption,
  ClauseResult,
  ClauseVerdict,
  Counting,
  LevelVerdict,
  Missing,
  Reading,
  Reason,
} from './assess.ts';
import type { Answer, Question } from './ask.ts';
import type { AtomKind, AtomOf } from './atoms.ts';
import { sayMonths } from './duration.ts';
import type { Education, Enrolment, Grade, Known, Major, Problem, YesNo } from './facts.ts';
import type { ClauseId } from './possible.ts';
import { certificateMonths, type StepKind, type Way } from './ways.ts';

export const sayEducation = {
  'below-senior-high': '初中及以下',
  'senior-high': '高中',
  'secondary-vocational': '中专（含技校、职高）',
  'junior-college': '大专',
  bachelor: '本科',
  postgraduate: '研究生及以上',
} as const satisfies Record<Education, string>;
export const sayMajor = {
  related: '环境科学与工程、能源等相关专业',
  other: '其他专业',
} as const satisfies Record<Major, string>;
export const sayRelatedCollege = { yes: '有', no: '没有' } as const satisfies Record<YesNo, string>;
export const sayEnrolment = {
  none: '不是在校学生',
  university: '在校大学生',
  'related-vocational': '相关职业院校学生',
  'other-vocational': '其他职业院校学生',
} as const satisfies Record<Enrolment, string>;
export const sayGrade = { junior: '初级', intermediate: '中级', senior: '高级' } as const satisfies Record<
  Grade,
  string
>;
export const sayCounting = {
  total: '累计从事相关领域工作',
  continuous: '连续从事相关领域工作',
  'with-certificate': '取得证书后从事相关领域工作',
  held: '证书取得',
} as const satisfies Record<Counting, string>;

/** A verdict of a level in words. */
export const sayLevel = {
  eligible: '可以报考',
  confirm: '待核实',
  'not-eligible': '还不能报',
  unknown: '还不能断定',
} as const satisfies Record<LevelVerdict, string>;
/** A verdict of a clause or a phrase in words. */
export const sayClause = {
  met: '符合',
  confirm: '待核实',
  'not-met': '不符合',
  unknown: '未定',
} as const satisfies Record<ClauseVerdict, string>;

/** 初级第 (3) 条 */
export const nameClause = (id: ClauseId): string => {
  const [level, number] = id.split('-');
  return `${level === 'junior' ? '初级' : level === 'intermediate' ? '中级' : '高级'}第 (${number ?? ''}) 条`;
};

/** 初级第 (2)(3) 条、高级第 (5) 条 */
export function nameClauses(ids: readonly ClauseId[]): string {
  return levels
    .map((level) => ({ level, own: ids.filter((id) => id.startsWith(level)) }))
    .filter(({ own }) => own.length > 0)
    .map(
      ({ level, own }) =>
        `${levelNames[level].short}第 ${own.map((id) => `(${id.split('-')[1] ?? ''})`).join('')} 条`,
    )
    .join('、');
}

const unknownYet = '还没有回答';
const months = (value: number | undefined, need: number, standing: ClauseVerdict): string =>
  value !== undefined
    ? `${sayMonths(value)}，${value >= need ? '已满' : '不满'} ${sayMonths(need)}`
    : standing === 'met'
      ? `由其他回答可知已满 ${sayMonths(need)}`
      : standing === 'not-met'
        ? `由其他回答可知不满 ${sayMonths(need)}`
        : unknownYet;
const carbonOf = (have: Known) =>
  typeof have.carbonCertificate === 'object' ? have.carbonCertificate : undefined;
const otherOf = (have: Known) =>
  typeof have.otherCertificate === 'object' ? have.otherCertificate : undefined;
const certificate = (held: 'none' | { readonly level?: Grade } | undefined, named: Grade): string =>
  held === undefined
    ? unknownYet
    : held === 'none'
      ? '没有这类证书'
      : held.level === undefined
        ? '证书等级还没有回答'
        : held.level === named
          ? `持有${sayGrade[held.level]}证书`
          : `持有的是${sayGrade[held.level]}证书，条文写的是${sayGrade[named]}`;

type Spoken = { readonly [K in AtomKind]: (atom: AtomOf<K>, have: Known, standing: ClauseVerdict) => string };
const spoken = {
  'education-at-least': (_, have) =>
    have.education ? `最高学历是${sayEducation[have.education]}` : unknownYet,
  'education-is': (_, have) => (have.education ? `最高学历是${sayEducation[have.education]}` : unknownYet),
  'other-major': (_, have, standing) =>
    have.major
      ? `最高学历的专业是${sayMajor[have.major]}`
      : standing === 'met'
        ? '由其他回答可知是其他专业'
        : standing === 'not-met'
          ? '由其他回答可知是相关专业'
          : unknownYet,
  'related-college': (_, have, standing) =>
    have.relatedCollege
      ? `${sayRelatedCollege[have.relatedCollege]}相关专业的大专及以上学历`
      : standing === 'met'
        ? '由其他回答可知有相关专业的大专及以上学历'
        : standing === 'not-met'
          ? '由其他回答可知没有相关专业的大专及以上学历'
          : unknownYet,
  'total-months': (atom, have, standing) => `累计从事：${months(have.totalMonths, atom.months, standing)}`,
  'continuous-months': (atom, have, standing) =>
    `最长连续：${months(have.continuousMonths, atom.months, standing)}`,
  student: (_, have) => (have.enrolment ? `现在：${sayEnrolment[have.enrolment]}` : unknownYet),
  'carbon-certificate': (atom, have) => certificate(have.carbonCertificate, atom.level),
  'months-with-certificate': (atom, have, standing) => {
    const since = carbonOf(have)?.monthsWorkedSince;
    const counted = since === undefined ? undefined : `取证后从事 ${sayMonths(since)}`;
    const total = have.totalMonths === undefined ? undefined : `累计从事 ${sayMonths(have.totalMonths)}`;
    const said = [counted, total].filter((one) => one !== undefined).join('，');
    if (standing === 'confirm')
      return `${said || '累计已满'}：累计满 ${sayMonths(atom.months)}，但不是都在取证之后`;
    return said || (standing === 'unknown' ? unknownYet : `由其他回答可知${sayClause[standing]}`);
  },
  'other-certificate': (atom, have) => certificate(have.otherCertificate, atom.level),
  'months-held': (atom, have, standing) =>
    have.otherCertificate === 'none'
      ? '没有这类证书'
      : `证书取得：${months(otherOf(have)?.monthsHeld, atom.months, standing)}`,
} as const satisfies Spoken;

/** Why a phrase stands as it does: the answers it was judged by. */
export function explain(reason: Reason): string {
  // The table pairs each kind with its own atom; TypeScript cannot follow that pairing through an index.
  const say = spoken[reason.kind] as (atom: Reason['atom'], have: Known, standing: ClauseVerdict) => string;
  return say(reason.atom, reason.have, reason.standing);
}

const questionNames = {
  education: '最高学历',
  major: '最高学历的专业',
  relatedCollege: '有没有相关专业的大专及以上学历',
  enrolment: '是否在校',
  totalMonths: '累计工作多久',
  continuousMonths: '最长连续工作多久',
  carbonCertificate: '碳减排领域证书',
  'carbonCertificate.monthsWorkedSince': '取证后工作多久',
  'carbonCertificate.monthsHeld': '碳减排领域证书取得多久',
  otherCertificate: '其他证书',
  'otherCertificate.monthsHeld': '其他证书取得多久',
} as const satisfies Record<Question, string>;

type MissingSpoken = { readonly [K in Missing['kind']]: (missing: Extract<Missing, { kind: K }>) => string };
const missingSpoken = {
  months: ({ counting, need, have, lack }) =>
    `${sayCounting[counting]}还差 ${sayMonths(lack)}（要满 ${sayMonths(need)}，现有 ${sayMonths(have)}）`,
  education: ({ need, orHigher }) =>
    `学历须${orHigher ? '达到' : '是'}${sayEducation[need].replace(/（.*）/, '')}`,
  'other-major': ({ see }) => `这一条只写其他专业；相关专业看${nameClause(see)}`,
  'related-college': () => '须有环境工程与科学、能源等相关专业的大专及以上学历',
  student: () => '须是在校大学生或相关职业院校学生',
  'carbon-certificate': ({ level }) => `须有${sayGrade[level]}碳减排领域证书`,
  'other-certificate': ({ level }) => `须有其他${sayGrade[level]}职业或技能证书、职称证书等`,
  ruling: ({ reading }) => `须由主办单位答复：${readings[reading].about}`,
  answer: ({ questions }) => `还要知道：${questions.map((one) => questionNames[one]).join('、')}`,
} as const satisfies MissingSpoken;

/** What is missing, in words and months. */
export function explainMissing(missing: Missing): string {
  // As in explain().
  const say = missingSpoken[missing.kind] as (missing: Missing) => string;
  return say(missing);
}

/** The two readings where the notice's text is open, and the question that settles them. */
export const readings = {
  'school-or-major': {
    about: '“相关职业院校”是指院校相关还是专业相关',
    first: '“相关”说的是院校：所在的职业院校属于环境、能源等相关院校才算，其他职业院校学生不符合。',
    second: '“相关”说的是专业或方向：其他职业院校里学相关专业、参加相关学习的学生也符合。',
    question:
      '我是其他职业院校的在校学生。条文中的“相关职业院校学生”，是指院校本身相关，还是所学专业相关？我可以按这一条报考吗？',
  },
  'higher-certificate': {
    about: '更高等级的证书算不算',
    first: '条文点明一个等级，只认这个等级的证书；更高的不在其内。',
    second: '条文写的是最低等级，更高等级的证书当然也算。',
    question: '我持有的其他职业或技能证书、职称证书等，等级比这一条写的更高。可以按这一条报考吗？',
  },
  'vocational-related-major': {
    about: '相关专业的中专算不算',
    first: '条文写“取得其他专业”，相关专业的中专不在其内。',
    second: '相关专业本应更宽；没有别的条款写到相关专业的中专，所以也按这一条。',
    question:
      '我是中专学历，所学就是环境、能源等相关专业，连续从事相关领域工作的年限已满。条文只写“取得其他专业”，我可以按这一条报考吗？',
  },
  'year-counted-from': {
    about: '“满一年”从取得证书起算，还是累计就可以',
    first: '从取得证书起算：取证后在相关领域工作满一年。',
    second: '累计计算：取证前的相关工作也算，合起来满一年就可以。',
    question:
      '我已取得条文所写的碳减排领域证书，累计从事相关领域工作已满一年，但取得证书之后不满一年。“满一年”是从取得证书起算，还是累计计算？',
  },
  'higher-carbon-certificate': {
    about: '更高等级的碳减排领域证书算不算',
    first: '条文点明一个等级，只认这个等级的证书；更高的不在其内。',
    second: '条文写的是最低等级，更高等级的证书当然也算。',
    question: '我持有的碳减排领域证书，等级比这一条写的更高，从事相关领域工作已满一年。可以按这一条报考吗？',
  },
} as const satisfies Record<
  Reading,
  { readonly about: string; readonly first: string; readonly second: string; readonly question: string }
>;

/** A message to the organiser, ready to send: the clause in its own words and the question; nothing personal. */
export function ask(clause: ClauseResult, reading: Reading): string {
  return [
    `您好！我想报考${levelNames[clause.level].full}，想请教报考条件${nameClause(clause.id)}：`,
    `“${clause.wording}”`,
    readings[reading].question,
    '谢谢！',
  ].join('\n');
}

/** What an earliest date takes for granted. */
export const sayAssumption = {
  'working-on': '从参照日起一直在相关领域工作',
  unbroken: '现在这一段就是最长的一段，并且不中断',
  'certificate-kept': '证书一直有效',
} as const satisfies Record<Assumption, string>;

/** 2027 年 1 月 16–17 日这一期 */
export const saySitting = (sitting: Sitting): string => `${sayDays(sitting.days)}这一期`;

/** 如果从参照日起一直……，2027 年 3 月 1 日符合，2027 年 3 月 20–21 日这一期起可报。 */
export function sayEarliest(day: PlainDate, sitting: Sitting, assumes: readonly Assumption[]): string {
  const given = assumes.map((one) => sayAssumption[one]).join('，');
  return `如果${given}，${sayDate(day)}起符合，${saySitting(sitting)}起可报。`;
}

const plain = (education: Education): string => sayEducation[education].replace(/（.*）/, '');
/** The steps of a way, each in words. */
export function saySteps(way: Way): readonly string[] {
  const exams = [...way.exams];
  let certified = false;
  return way.steps.map((step) => {
    switch (step.kind) {
      case 'work':
        return certified
          ? `取证之后在相关领域工作 ${sayMonths(step.months)}`
          : `在相关领域再工作 ${sayMonths(step.months)}`;
      case 'hold':
        return `这个证书再持有 ${sayMonths(step.months)}`;
      case 'degree':
        return `取得${plain(step.education)}学历${step.major === 'other' ? '（其他专业）' : ''}`;
      case 'related-college':
        return '取得一个环境工程与科学、能源等相关专业的大专或以上学历';
      case 'enrol':
        return '入读大学或相关职业院校';
      case 'other-certificate':
        return `取得一个其他${sayGrade[step.level]}职业或技能证书、职称证书等`;
      case 'sit': {
        certified = true;
        const exam = exams.shift();
        return `考取${sayGrade[step.level]}碳减排领域证书${exam === undefined ? '' : `（${saySitting(exam)}）`}`;
      }
    }
  });
}

/** When a way is done: a day and a sitting, or only an estimate, which is said to be one. */
export const sayWhen = (way: Way): string =>
  way.date !== null && way.sitting !== null
    ? `${sayDate(way.date)}起符合${nameClause(way.clause)}，${saySitting(way.sitting)}起可报。`
    : `大约要 ${sayMonths(way.months)}（本站估的），凭${nameClause(way.clause)}报考。`;

/** What ways take for granted, and that the time of some steps is our own guess. */
export function sayWaysAssume(ways: readonly Way[]): string {
  const has = (kind: StepKind): boolean => ways.some(({ steps }) => steps.some((one) => one.kind === kind));
  const given = [
    ...(has('work') ? ['从参照日起一直在相关领域工作，现在这一段不中断'] : []),
    ...(has('hold') ? ['证书一直有效'] : []),
    ...(has('sit') ? ['考一次就通过，以考试首日当作取证日'] : []),
  ];
  const guess = ways.some((one) => one.date === null)
    ? `写“大约”的时间，通知里没有，是本站为排先后作的假设：其他证书初级 ${sayMonths(certificateMonths.junior)}、中级 ${sayMonths(certificateMonths.intermediate)}、高级 ${sayMonths(certificateMonths.senior)}，入学等 1 年，学历按一般学制，读书和工作可以同时进行；这些证书和学历各有自己的报考条件。`
    : '';
  return `${given.length > 0 ? `日子的前提：${given.join('；')}。` : ''}${guess}`;
}

type ProblemSpoken = Record<Problem['kind'], string>;
const problemSpoken = {
  'not-a-profile': '没有读到回答。',
  'no-such-day': '参照日期不是一个有效的日子。',
  'no-such-value': '有一项回答不在可选的答案之内。',
  'not-whole-months': '工作和持证的时长要填整月数，不能是负数或小数。',
  'continuous-exceeds-total': '最长连续工作的时间，不会比累计工作的时间还长。请改其中一项。',
  'since-exceeds-total': '取得证书后工作的时间，不会比累计工作的时间还长。请改其中一项。',
  'since-exceeds-held': '取得证书后工作的时间，不会比取得证书至今的时间还长。请改其中一项。',
  'related-major-denied':
    '最高学历是大专及以上、专业又是相关专业，就是有相关专业的大专及以上学历，与“没有”矛盾。请改其中一项。',
  'related-college-below-college': '最高学历不到大专，就不会有相关专业的大专及以上学历。请改其中一项。',
} as const satisfies ProblemSpoken;
/** What is wrong with a profile, and what to do. */
export const explainProblem = (problem: Problem): string => problemSpoken[problem.kind];

/** A question as it is put. */
export const asked = {
  education: { title: '最高学历是什么？', hint: '指已经取得的学历。技校、职高按中专。', short: '最高学历' },
  major: {
    title: '这个最高学历是什么专业？',
    hint: '通知写的是“环境工程与科学、能源等相关专业”和“其他专业”。',
    short: '专业',
  },
  relatedCollege: {
    title: '有没有相关专业的大专或以上学历？',
    hint: '环境工程与科学、能源等专业；任何一个大专及以上学历都算，不限最高学历。例如大专学能源、本科学会计，也是“有”。',
    short: '相关专业大专及以上',
  },
  enrolment: {
    title: '现在是在校学生吗？',
    hint: '通知写的是“在校大学生、相关职业院校学生”。',
    short: '在校情况',
  },
  totalMonths: {
    title: '从事相关领域工作，前后加起来多久？',
    hint: '各段相加，重叠只算一次，按满月填。没有就填 0。',
    short: '累计工作',
  },
  continuousMonths: {
    title: '从事相关领域工作，最长连续多久？',
    hint: '中间没有断开的最长一段，按满月填。没有就填 0。',
    short: '最长连续',
  },
  carbonCertificate: {
    title: '有没有碳减排领域证书？',
    hint: '通知所附的那种证书，有几个就答最高的一个。',
    short: '碳减排领域证书',
  },
  'carbonCertificate.monthsWorkedSince': {
    title: '取得这个证书之后，在相关领域工作了多久？',
    hint: '只算取证之后的月份，按满月填。',
    short: '取证后工作',
  },
  'carbonCertificate.monthsHeld': {
    title: '这个碳减排领域证书取得多久了？',
    hint: '从发证日期算起，按满月填。',
    short: '碳证书取得',
  },
  otherCertificate: {
    title: '有没有其他职业或技能证书、职称证书？',
    hint: '不限哪一行；有几个就答最高的一个。',
    short: '其他证书',
  },
  'otherCertificate.monthsHeld': {
    title: '这个其他证书取得多久了？',
    hint: '从发证日期算起，按满月填。',
    short: '其他证书取得',
  },
} as const satisfies Record<
  Question,
  { readonly title: string; readonly hint: string; readonly short: string }
>;

const certificates = {
  junior: '有，初级',
  intermediate: '有，中级',
  senior: '有，高级',
  none: '没有',
} as const;
/** The answers to choose from; a question of months has none. */
export const options = {
  education: sayEducation,
  major: sayMajor,
  relatedCollege: sayRelatedCollege,
  enrolment: {
    university: sayEnrolment.university,
    'related-vocational': sayEnrolment['related-vocational'],
    'other-vocational': sayEnrolment['other-vocational'],
    none: sayEnrolment.none,
  },
  totalMonths: null,
  continuousMonths: null,
  carbonCertificate: certificates,
  'carbonCertificate.monthsWorkedSince': null,
  'carbonCertificate.monthsHeld': null,
  otherCertificate: certificates,
  'otherCertificate.monthsHeld': null,
} as const satisfies Record<Question, Readonly<Record<string, string>> | null>;

/** Papers that a clause needs, by what its phrases state; what the notice asks of everyone comes first. */
export const materials: readonly string[] = [
  '碳资产管理师报名审核表',
  '身份证正反面照片',
  '学历证复印件',
  '二寸免冠蓝底彩色电子版照片',
  '工作证明',
];
const proofs = {
  'education-at-least': '学历证复印件：证明学历',
  'education-is': '学历证复印件：证明学历',
  'other-major': '学历证复印件：证上写明专业',
  'related-college': '相关专业的大专及以上学历证复印件：不是最高学历也要这一张',
  'total-months': '工作证明：写明各段起止年月，合起来够年限',
  'continuous-months': '工作证明：写明起止年月，看得出没有间断',
  student: '学生证或学籍证明',
  'carbon-certificate': '碳减排领域证书复印件',
  'months-with-certificate': '工作证明：写明取得证书以后的工作起止年月',
  'other-certificate': '职业或技能证书、职称证书复印件',
  'months-held': '证书复印件：看得出发证日期',
} as const satisfies Record<AtomKind, string>;
/** What to show for a clause, each once. */
export const proofsFor = (clause: ClauseResult): readonly string[] => [
  ...new Set(clause.reasons.map((reason) => proofs[reason.kind])),
];

/** A verdict in two or three characters, where there is no room for more. */
export const sayShort = {
  eligible: '可以',
  confirm: '待核实',
  'not-eligible': '还不能',
  unknown: '未定',
} as const satisfies Record<LevelVerdict, string>;

/** All that is said at once of the three verdicts, for those who hear the page. */
export const sayVerdicts = (verdicts: Readonly<Record<Level, LevelVerdict>>): string =>
  `初级${sayLevel[verdicts.junior]}，中级${sayLevel[verdicts.intermediate]}，高级${sayLevel[verdicts.senior]}。`;

/** An answer in words; undefined where it is open. */
export function sayAnswer(question: Question, value: Answer | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return sayMonths(value);
  return Object.entries(options[question] ?? {}).find(([key]) => key === value)?.[1];
}
