/** The 报名审核表: what is asked, how it is checked, and what a checked form is. */
import { parseDate, parts, type PlainDate } from '../calendar.ts';
import type { Atom } from '../eligibility/atoms.ts';
import { addUp, isPeriod, type Work } from '../eligibility/duration.ts';
import { intermediate } from '../eligibility/requirements/intermediate.ts';
import { junior } from '../eligibility/requirements/junior.ts';
import { senior } from '../eligibility/requirements/senior.ts';
import { levelNames, type Level } from '../notice.ts';
import { documents, isDocumentType, readNumber, type Identity } from './identity.ts';
import { mend, type Mended, type Writing } from './mend.ts';

/** A choice between values: what is kept and what is shown and printed. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

interface Field {
  readonly label: string;
  readonly required: boolean;
  readonly writing: Writing;
  /** Longest entry, in characters. */
  readonly max: number;
  readonly hint?: string;
  readonly choices?: readonly Choice[];
  /** Common answers to offer; others are welcome. */
  readonly offers?: readonly string[];
}

export const sexes: readonly Choice[] = [
  { id: '男', label: '男' },
  { id: '女', label: '女' },
];
/** Highest education, in rising order; ids as in the eligibility rules. */
export const educations: readonly Choice[] = [
  { id: 'below-senior-high', label: '初中及以下' },
  { id: 'senior-high', label: '高中' },
  { id: 'secondary-vocational', label: '中专（含技校、职高）' },
  { id: 'junior-college', label: '大专' },
  { id: 'bachelor', label: '本科' },
  { id: 'postgraduate', label: '研究生' },
];
const ethnicities =
  '汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族';

/** The fields of the form, in its order. Labels as printed. */
export const fields = {
  name: {
    label: '姓名',
    required: true,
    writing: 'name',
    max: 60,
    hint: '与证件一致；少数民族姓名用“·”隔开',
  },
  idType: {
    label: '证件类型',
    required: true,
    writing: 'text',
    max: 30,
    choices: Object.entries(documents).map(([id, { label }]) => ({ id, label })),
  },
  idNumber: { label: '证件号码', required: true, writing: 'document', max: 20 },
  sex: { label: '性别', required: true, writing: 'text', max: 1, choices: sexes },
  birth: {
    label: '出生日期',
    required: true,
    writing: 'day',
    max: 10,
    hint: '如 1990-01-31，也可输入 19900131',
  },
  ethnicity: {
    label: '民族',
    required: true,
    writing: 'text',
    max: 12,
    hint: '外籍人士填“无”',
    offers: ethnicities.split(' '),
  },
  politics: {
    label: '政治面貌',
    required: false,
    writing: 'text',
    max: 20,
    offers: ['中共党员', '中共预备党员', '共青团员', '民主党派成员', '无党派人士', '群众'],
  },
  education: { label: '最高学历', required: true, writing: 'text', max: 20, choices: educations },
  school: {
    label: '毕业院校',
    required: true,
    writing: 'text',
    max: 60,
    hint: '学校全称；在校生填现在的学校',
  },
  major: { label: '所学专业', required: true, writing: 'text', max: 60, hint: '没有分专业填“无”' },
  graduation: {
    label: '毕业时间',
    required: true,
    writing: 'month',
    max: 7,
    hint: '如 2015-06；在校生填预计毕业的年月',
  },
  employer: {
    label: '工作单位',
    required: true,
    writing: 'text',
    max: 60,
    hint: '单位全称；没有工作单位填“无”',
  },
  post: { label: '现任职务', required: true, writing: 'text', max: 40, hint: '没有填“无”' },
  title: { label: '职称', required: false, writing: 'text', max: 40, hint: '如 工程师、高级会计师' },
  years: {
    label: '从事相关工作年限',
    required: true,
    writing: 'span',
    max: 12,
    hint: '如 3 年、3 年 6 个月；没有填 0',
  },
  mobile: { label: '手机号码', required: true, writing: 'mobile', max: 20 },
  email: { label: '电子邮箱', required: true, writing: 'email', max: 100 },
  address: { label: '通信地址', required: true, writing: 'text', max: 100, hint: '写到门牌号' },
  postcode: { label: '邮政编码', required: true, writing: 'code', max: 10 },
  level: {
    label: '报考级别',
    required: true,
    writing: 'text',
    max: 20,
    choices: Object.entries(levelNames).map(([id, { full }]) => ({ id, label: full })),
  },
  sitting: { label: '考试批次', required: true, writing: 'text', max: 20 },
  clause: { label: '符合的报考条件', required: true, writing: 'text', max: 40 },
} as const satisfies Record<string, Field>;
export type FieldId = keyof typeof fields;
export const fieldIds = Object.keys(fields).filter((key): key is FieldId => Object.hasOwn(fields, key));

/** What is known of a field, by one type for all. */
export const fieldOf = (id: FieldId): Field => fields[id];

/** The three tables of the form. Their rows begin with a month and, but for certificates, end with one. */
export const sections = {
  study: {
    label: '学习经历',
    required: true,
    hint: '从高中或中专写起，最高学历是初中的写初中；由早到晚',
    columns: {
      from: { label: '开始年月', required: true, writing: 'month', max: 7, hint: '如 2011-09' },
      to: { label: '结束年月', required: true, writing: 'month', max: 7, hint: '如 2015-06，在读填“至今”' },
      school: { label: '学校', required: true, writing: 'text', max: 60 },
      major: { label: '专业', required: false, writing: 'text', max: 60 },
      degree: {
        label: '学历或学位',
        required: true,
        writing: 'text',
        max: 30,
        offers: ['初中', '高中', '中专', '大专', '本科', '本科，学士', '研究生，硕士', '研究生，博士'],
      },
    },
  },
  work: {
    label: '工作经历',
    required: false,
    hint: '由早到晚；从事相关工作的每一段都写上',
    columns: {
      from: { label: '开始年月', required: true, writing: 'month', max: 7, hint: '如 2015-07' },
      to: { label: '结束年月', required: true, writing: 'month', max: 7, hint: '如 2020-03，在职填“至今”' },
      employer: { label: '单位', required: true, writing: 'text', max: 60 },
      post: { label: '职务或岗位', required: true, writing: 'text', max: 40 },
      duties: { label: '主要工作', required: false, writing: 'text', max: 80 },
    },
  },
  certificates: {
    label: '已有证书',
    required: false,
    hint: '职业资格、技能等级、职称证书；没有就不填',
    columns: {
      from: { label: '取得年月', required: true, writing: 'month', max: 7, hint: '如 2021-11' },
      name: { label: '证书名称', required: true, writing: 'text', max: 60 },
      grade: { label: '等级', required: false, writing: 'text', max: 20 },
      issuer: { label: '发证机构', required: true, writing: 'text', max: 60 },
    },
  },
} as const satisfies Record<
  string,
  { label: string; required: boolean; hint: string; columns: Readonly<Record<string, Field>> }
>;
export type SectionId = keyof typeof sections;
export const sectionIds: readonly SectionId[] = ['study', 'work', 'certificates'];

/** The columns of a section, in order. */
export const columnsOf = (section: SectionId): readonly (readonly [string, Field])[] =>
  Object.entries(sections[section].columns);

/** Rows of one table, at most. */
export const mostRows = 20;

/** A row as it is being filled in. The key tells rows apart and is never printed. */
export interface Row {
  readonly key: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** The form as it stands on the screen: everything as typed. */
export interface Draft {
  readonly values: Readonly<Record<FieldId, string>>;
  readonly rows: Readonly<Record<SectionId, readonly Row[]>>;
  /** ready: a picture is chosen; paste: to be pasted on paper after printing. */
  readonly photo: 'none' | 'ready' | 'paste';
}

/** A form with nothing in it. */
export const emptyDraft: Draft = {
  values: {
    name: '', idType: '', idNumber: '', sex: '', birth: '', ethnicity: '', politics: '', education: '', school: '',
    major: '', graduation: '', employer: '', post: '', title: '', years: '', mobile: '', email: '', address: '',
    postcode: '', level: '', sitting: '', clause: '',
  }, // prettier-ignore
  rows: { study: [], work: [], certificates: [] },
  photo: 'none',
};

/** What the organiser offers: the sittings ahead and the notice's conditions (part 四). */
export interface Offer {
  readonly sittings: readonly Choice[];
  readonly clauses: readonly Clause[];
}
export interface Clause {
  readonly id: string;
  readonly level: Level;
  /** 初级 (1) */
  readonly label: string;
  /** The notice's words. */
  readonly text: string;
}

/** Where a sentence belongs: a field, a cell of a row, a whole table, or the photo. */
export type Place =
  | { readonly kind: 'field'; readonly field: FieldId }
  | { readonly kind: 'cell'; readonly section: SectionId; readonly key: string; readonly column: string }
  | { readonly kind: 'section'; readonly section: SectionId }
  | { readonly kind: 'photo' };

/** An error keeps the form from being drawn; a warning only asks for a second look. */
export interface Problem {
  readonly weight: 'error' | 'warning';
  readonly place: Place;
  readonly sentence: string;
}

/** A month, yyyy-mm. Sorts as text. */
export type Month = string;

export interface Period {
  readonly from: Month;
  /** Absent: still going on, or not a period at all. */
  readonly to?: Month;
  readonly cells: Readonly<Record<string, string>>;
}

/** A form without errors: what is printed, word for word. */
export interface Registration {
  readonly text: Readonly<Record<FieldId, string>>;
  readonly birth: PlainDate;
  readonly level: Level;
  readonly clause: Clause;
  /** Months of related work. */
  readonly months: number;
  readonly rows: Readonly<Record<SectionId, readonly Period[]>>;
  readonly photo: 'ready' | 'paste';
}

export type Verdict =
  | { readonly ok: true; readonly registration: Registration; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A place as text, for ids of elements and for comparing: field-name, study-r1-school, photo. */
export function placeId(place: Place): string {
  switch (place.kind) {
    case 'field':
      return `field-${place.field}`;
    case 'cell':
      return `${place.section}-${place.key}-${place.column}`;
    case 'section':
      return `section-${place.section}`;
    case 'photo':
      return 'photo';
  }
}

/** Mends what was typed into a field. */
export const mendField = (field: FieldId, typed: string): Mended => mend(fields[field].writing, typed);

/** Mends what was typed into a cell of a table. */
export function mendCell(section: SectionId, column: string, typed: string): Mended {
  const found = columnsOf(section).find(([id]) => id === column);
  return mend(found ? found[1].writing : 'text', typed);
}

/** The draft with everything mended, as validate and the sheet read it. */
export function mendDraft(draft: Draft): Draft {
  const values = { ...draft.values };
  for (const id of fieldIds) values[id] = mendField(id, values[id]).value;
  const tidy = (section: SectionId): readonly Row[] =>
    draft.rows[section]
      .map(({ key, cells }) => ({
        key,
        cells: Object.fromEntries(
          columnsOf(section).map(([id]) => [id, mendCell(section, id, cells[id] ?? '').value]),
        ),
      }))
      .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''));
  return {
    values,
    rows: { study: tidy('study'), work: tidy('work'), certificates: tidy('certificates') },
    photo: draft.photo,
  };
}

/** What a resident's number in a draft says of its holder: sex and birth date, where number and type are right. */
export function identityOf(draft: Draft, today: PlainDate): Identity | undefined {
  const type = draft.values.idType;
  if (!isDocumentType(type)) return undefined;
  const reading = readNumber(type, mendField('idNumber', draft.values.idNumber).value, today);
  return reading.ok ? reading.identity : undefined;
}

/** Length in characters as people count them: code points. */
const length = (text: string): number => Array.from(text).length;

/** A month of the calendar, yyyy-mm, from 1900 on. */
const isMonth = (text: string): text is Month => parseDate(`${text}-01`) !== undefined;
const monthOf = (day: PlainDate): Month => day.slice(0, 7);

/** 3, 3年, 3.5, 3年6个月, 6个月 → months; undefined where it is none of these or over 60 years. */
export function readSpan(text: string): number | undefined {
  const plain = /^(\d{1,2})(?:\.(\d))?年?$/.exec(text);
  const full = /^(?:(\d{1,2})年)?(?:零|又)?(?:(\d{1,3})个?月)?$/.exec(text);
  const months = /^[无没有]+$/.test(text)
    ? 0
    : plain
      ? Math.round((Number(plain[1]) + Number(plain[2] ?? '0') / 10) * 12)
      : full && text !== ''
        ? Number(full[1] ?? '0') * 12 + Number(full[2] ?? '0')
        : undefined;
  return months !== undefined && months <= 720 ? months : undefined;
}

/** 0 → 无, 6 → 6 个月, 36 → 3 年, 42 → 3 年 6 个月. */
export function saySpan(months: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12];
  if (months === 0) return '无';
  return [years > 0 ? `${years} 年` : '', rest > 0 ? `${rest} 个月` : '']
    .filter((part) => part !== '')
    .join(' ');
}

/** 2015-09 → 2015 年 9 月. */
export const sayMonth = (month: Month): string => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`;
/** 1990-01-02 → 1990 年 1 月 2 日. */
const sayDay = (day: PlainDate): string => {
  const { year, month, day: date } = parts(day);
  return `${year} 年 ${month} 月 ${date} 日`;
};

/**
 * Checks a form.
 * @param draft as typed; it is mended first
 * @param today the day in Shanghai: nothing that has to lie in the past lies after it
 * @param offer sittings and conditions to choose from
 * @returns the form to print with warnings that do not stop it, or every error and warning, in the form's order.
 *   Nothing that exists is refused: one-character names, thirty-character names, characters of any plane.
 */
export function validate(draft: Draft, today: PlainDate, offer: Offer): Verdict {
  const mended = mendDraft(draft);
  const { values } = mended;
  const problems: Problem[] = [];
  const say = (weight: Problem['weight'], place: Place, sentence: string): void => {
    problems.push({ weight, place, sentence });
  };

  for (const id of fieldIds)
    for (const { weight, sentence } of checkField(id, values, today, offer))
      say(weight, { kind: 'field', field: id }, sentence);
  for (const section of sectionIds) problems.push(...checkSection(section, mended, today));
  if (mended.photo === 'none')
    say('error', { kind: 'photo' }, '还没有照片。请选择一张，或勾选“打印后粘贴照片”。');

  const birth = parseDate(values.birth);
  const clause = offer.clauses.find(({ id }) => id === values.clause);
  const months = readSpan(values.years);
  const warnings = problems.filter(({ weight }) => weight === 'warning');
  if (
    warnings.length < problems.length ||
    !birth ||
    !clause ||
    months === undefined ||
    mended.photo === 'none'
  )
    return { ok: false, problems };

  return {
    ok: true,
    warnings,
    registration: {
      text: printedText(values, offer),
      birth,
      level: clause.level,
      clause,
      months,
      rows: periodsOf(mended),
      photo: mended.photo,
    },
  };
}

/** Every field as it is printed. Values that are not (yet) right are printed as they stand: a preview needs that. */
export function printedText(values: Draft['values'], offer: Offer): Record<FieldId, string> {
  const text: Record<FieldId, string> = { ...values };
  for (const id of fieldIds) {
    const chosen = fieldOf(id).choices?.find((choice) => choice.id === values[id]);
    if (chosen) text[id] = chosen.label;
  }
  const birth = parseDate(values.birth);
  if (birth) text.birth = sayDay(birth);
  if (isMonth(values.graduation)) text.graduation = sayMonth(values.graduation);
  const months = readSpan(values.years);
  if (months !== undefined) text.years = saySpan(months);
  text.sitting = offer.sittings.find(({ id }) => id === values.sitting)?.label ?? '';
  const clause = offer.clauses.find(({ id }) => id === values.clause);
  // The notice lists its conditions with semicolons between them; alone in its cell one ends without.
  text.clause = clause ? `${clause.label} ${clause.text.replace(/[；。]$/, '')}` : '';
  return text;
}

/**
 * The draft as a sheet can show it before it is right: nothing checked, what is missing left empty.
 * For the preview only; what is handed in comes from validate.
 */
export function preview(draft: Draft, offer: Offer): Pick<Registration, 'text' | 'rows' | 'photo'> {
  const mended = mendDraft(draft);
  return {
    text: printedText(mended.values, offer),
    rows: periodsOf(mended),
    photo: mended.photo === 'ready' ? 'ready' : 'paste',
  };
}

/** The rows of a mended draft as they are printed, in the applicant's order. */
function periodsOf({ rows }: Draft): Registration['rows'] {
  const periods = (section: SectionId): readonly Period[] =>
    rows[section].map(({ cells }) => {
      const { from = '', to } = cells;
      return to === undefined || to === '至今' ? { from, cells } : { from, to, cells };
    });
  return { study: periods('study'), work: periods('work'), certificates: periods('certificates') };
}

type Finding = Pick<Problem, 'weight' | 'sentence'>;
const error = (sentence: string): Finding => ({ weight: 'error', sentence });
const warning = (sentence: string): Finding => ({ weight: 'warning', sentence });

/**
 * Checks one field of a mended draft, also against the others.
 * @returns what is wrong or odd; an empty list where it is fine
 */
export function checkField(
  id: FieldId,
  values: Draft['values'],
  today: PlainDate,
  offer: Offer,
): readonly Finding[] {
  const { label, required, max, choices } = fieldOf(id);
  const value = values[id];
  if (value === '')
    return required
      ? [error(choices || id === 'sitting' || id === 'clause' ? `请选择${label}。` : `请填写${label}。`)]
      : [];
  if (length(value) > max) return [error(`${label}最多 ${max} 个字，现在是 ${length(value)} 个。`)];
  if (choices && !choices.some((choice) => choice.id === value)) return [error(`请重新选择${label}。`)];
  const birth = parseDate(values.birth);
  switch (id) {
    case 'name':
      if (/\d/.test(value)) return [error('姓名里不应有数字，请与证件核对。')];
      return /\p{L}/u.test(value) ? [] : [error('姓名里没有一个字，请与证件核对。')];
    case 'idNumber': {
      if (!isDocumentType(values.idType)) return [];
      const reading = readNumber(values.idType, value, today);
      if (!reading.ok) return [error(reading.sentence)];
      return [];
    }
    case 'sex': {
      const identity = identityIn(values, today);
      return identity && identity.sex !== value
        ? [warning(`证件号码第 17 位表示性别为${identity.sex}，与所选的${value}不一致，请核对。`)]
        : [];
    }
    case 'birth': {
      if (!birth) return [error('请按年-月-日填写出生日期，例如 1990-01-31。')];
      if (birth >= today) return [error('出生日期应早于今天。')];
      const identity = identityIn(values, today);
      return identity && identity.birth !== birth
        ? [warning(`证件号码里的出生日期是 ${sayDay(identity.birth)}，与这里不一致，请核对。`)]
        : [];
    }
    case 'graduation':
      if (!isMonth(value)) return [error('请按年-月填写毕业时间，例如 2015-06。')];
      if (birth && value <= monthOf(birth)) return [error('毕业时间应晚于出生日期。')];
      return value > monthOf(today)
        ? [warning('毕业时间在今天之后：如果是在校生预计毕业的时间，不必改。')]
        : [];
    case 'years': {
      const months = readSpan(value);
      if (months === undefined) return [error('请填写年限，例如 3 年、3 年 6 个月；没有填 0。')];
      if (birth) {
        const [born, now] = [parts(birth), parts(today)];
        const age = (now.year - born.year) * 12 + now.month - born.month;
        if (months > age) return [error('从事相关工作年限比年龄还长，请核对。')];
      }
      const needed = Math.max(0, ...asked(values).map(monthsOf));
      return months < needed
        ? [
            warning(
              `所选的${labelOf(offer, values.clause)}要求从事相关工作满 ${saySpan(needed)}，这里填的是${months === 0 ? '没有' : ` ${saySpan(months)}`}；请核对年限，或另选一条。`,
            ),
          ]
        : [];
    }
    case 'mobile':
      return /^1[3-9]\d{9}$/.test(value) || /^(\+|00)[1-9]\d{6,14}$/.test(value)
        ? []
        : [error('手机号码应为 11 位、以 1 开头；境外号码请以 + 和国家（地区）代码开头。')];
    case 'email':
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)
        ? []
        : [error('电子邮箱的写法不对，应像 name@example.com。')];
    case 'postcode':
      if (/^\d{6}$/.test(value)) return [];
      return values.idType === 'resident' || !/^[A-Z\d-]{3,10}$/i.test(value)
        ? [error('邮政编码是 6 位数字；港澳地区可填 999077、999078。')]
        : [];
    case 'sitting':
      return offer.sittings.some((sitting) => sitting.id === value) ? [] : [error('请重新选择考试批次。')];
    case 'clause': {
      const clause = offer.clauses.find((one) => one.id === value);
      if (!clause) return [error('请重新选择符合的报考条件。')];
      return values.level !== '' && clause.level !== values.level
        ? [error('所选条件不属于所报的级别，请改级别或重选条件。')]
        : [];
    }
    case 'education':
      return asked(values).flatMap((atom) => educationAgainst(atom, value, offer, values.clause));
    case 'idType':
    case 'ethnicity':
    case 'politics':
    case 'school':
    case 'major':
    case 'employer':
    case 'post':
    case 'title':
    case 'address':
    case 'level':
      return [];
  }
}

/** What the chosen condition asks, phrase by phrase; nothing while none is chosen. */
function asked({ clause }: Draft['values']): readonly Atom[] {
  const phrases = [...junior, ...intermediate, ...senior].find(({ id }) => id === clause)?.phrases ?? [];
  return phrases.flatMap((phrase) => ('atom' in phrase ? [phrase.atom] : []));
}
const labelOf = (offer: Offer, clause: string): string =>
  offer.clauses.find(({ id }) => id === clause)?.label ?? '条件';

/** Months of related work a phrase asks for. A certificate held for months is no work. */
function monthsOf(atom: Atom): number {
  switch (atom.kind) {
    case 'total-months':
    case 'continuous-months':
    case 'months-with-certificate':
      return atom.months;
    case 'education-at-least':
    case 'education-is':
    case 'other-major':
    case 'related-college':
    case 'student':
    case 'carbon-certificate':
    case 'other-certificate':
    case 'months-held':
      return 0;
    default:
      return atom satisfies never;
  }
}

/** The education a phrase names against the one filled in. Only a question: who reviews the form decides. */
function educationAgainst(atom: Atom, have: string, offer: Offer, clause: string): readonly Finding[] {
  const named =
    atom.kind === 'education-at-least' || atom.kind === 'education-is'
      ? atom.education
      : atom.kind === 'related-college'
        ? 'junior-college'
        : undefined;
  if (named === undefined) return [];
  const rank = (id: string): number => educations.findIndex((one) => one.id === id);
  const fits = atom.kind === 'education-is' ? have === named : rank(have) >= rank(named);
  const name = (id: string): string => educations[rank(id)]?.label ?? '';
  const above = atom.kind === 'education-is' ? '' : '及以上';
  return fits
    ? []
    : [
        warning(
          `所选的${labelOf(offer, clause)}要求${name(named)}${above}学历，这里填的是${name(have)}；请核对学历，或另选一条。`,
        ),
      ];
}

/**
 * What rows of work add up to this month, by the rules of the eligibility checker: both ends count, overlaps once.
 * @param rows mended
 * @returns undefined while there is no row, or one whose months cannot be read
 */
export function workOf(rows: readonly Row[], today: PlainDate): Work | undefined {
  const now = monthOf(today);
  const periods = rows.map(({ cells: { from = '', to = '' } }) => ({ from, to: to === '至今' ? now : to }));
  return periods.length > 0 && periods.every(isPeriod) ? addUp(periods, now) : undefined;
}

/** Rows in the order of time; those whose first month cannot be read keep to the end. */
export function inOrder(rows: readonly Row[]): readonly Row[] {
  const key = ({ cells: { from = '' } }: Row): string => (isMonth(from) ? from : '9999-99');
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function identityIn(values: Draft['values'], today: PlainDate): Identity | undefined {
  if (!isDocumentType(values.idType)) return undefined;
  const reading = readNumber(values.idType, values.idNumber, today);
  return reading.ok ? reading.identity : undefined;
}

/** Checks a table of a mended draft: each cell, the order of its dates, and periods against each other. */
function checkSection(section: SectionId, draft: Draft, today: PlainDate): Problem[] {
  const { label, required } = sections[section];
  const rows = draft.rows[section];
  const problems: Problem[] = [];
  const whole = { kind: 'section', section } as const;
  const months = readSpan(draft.values.years);
  if (rows.length === 0 && required)
    problems.push({ weight: 'error', place: whole, sentence: `请至少填写一段${label}。` });
  if (rows.length === 0 && section === 'work' && months !== undefined && months > 0)
    problems.push({
      weight: 'error',
      place: whole,
      sentence: '填了从事相关工作年限，请写上对应的工作经历。',
    });
  const covered = section === 'work' ? workOf(rows, today)?.total : undefined;
  if (covered !== undefined && months !== undefined && months > covered)
    problems.push({
      weight: 'warning',
      place: { kind: 'field', field: 'years' },
      sentence: `从事相关工作年限填的是 ${saySpan(months)}，工作经历加起来只有 ${saySpan(covered)}；请核对，或补上没写的一段。`,
    });
  if (rows.length > mostRows)
    problems.push({
      weight: 'error',
      place: whole,
      sentence: `${label}最多 ${mostRows} 行，请合并或删去一些。`,
    });

  for (const row of rows)
    for (const { column, sentence } of checkRow(section, row.cells, draft.values, today))
      problems.push({ weight: 'error', place: { kind: 'cell', section, key: row.key, column }, sentence });

  if (inOrder(rows).some((row, index) => row !== rows[index]))
    problems.push({
      weight: 'warning',
      place: whole,
      sentence: `${label}没有按由早到晚排，表上会照这里的先后印。`,
    });
  if (section !== 'certificates') {
    const spans = rows
      .map(({ key, cells }) => ({
        key,
        from: cells['from'] ?? '',
        to: cells['to'] === '至今' ? '9999-12' : (cells['to'] ?? ''),
      }))
      .filter(({ from, to }) => isMonth(from) && (to === '9999-12' || isMonth(to)) && from <= to)
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    spans.forEach((span, index) => {
      // The month in which one ends and the next begins may be the same.
      const earlier = spans.slice(0, index).find((other) => other.to > span.from);
      if (earlier)
        problems.push({
          weight: 'warning',
          place: { kind: 'cell', section, key: span.key, column: 'from' },
          sentence: `这一段与 ${sayMonth(earlier.from)}开始的一段时间重叠；如属实不必改。`,
        });
    });
  }
  return problems;
}

/** Checks the cells of one mended row. */
export function checkRow(
  section: SectionId,
  cells: Readonly<Record<string, string>>,
  values: Draft['values'],
  today: PlainDate,
): readonly { readonly column: string; readonly sentence: string }[] {
  const found: { column: string; sentence: string }[] = [];
  const birth = parseDate(values.birth);
  for (const [column, { label, required, max, writing }] of columnsOf(section)) {
    const value = cells[column] ?? '';
    const say = (sentence: string): void => {
      found.push({ column, sentence });
    };
    if (value === '') {
      if (required) say(`请填写${label}。`);
      continue;
    }
    if (length(value) > max) say(`${label}最多 ${max} 个字，现在是 ${length(value)} 个。`);
    if (writing !== 'month') continue;
    const openEnd = column === 'to' && value === '至今';
    const { from = '' } = cells;
    if (!isMonth(value) && !openEnd)
      say(`请按年-月填写${label}，例如 2015-09${column === 'to' ? '，或填“至今”' : ''}。`);
    else if (!openEnd && birth && value <= monthOf(birth)) say(`${label}应晚于出生日期。`);
    else if (column === 'from' && value > monthOf(today)) say(`${label}应不晚于本月。`);
    else if (column === 'to' && !openEnd && isMonth(from) && value < from)
      say('结束早于开始，请核对两个时间。');
    else if (column === 'to' && section === 'work' && !openEnd && value > monthOf(today))
      say('结束在今天之后；仍在职请填“至今”。');
  }
  return found;
}
