/**
 * How the 报名审核表 is laid out on paper: data, in millimetres and points, with no code. The notice has no
 * template attached; this is a 参考样式 that an organiser may replace by its own.
 */
import type { FieldId, SectionId } from './form.ts';

/** A cell of the table of fields. Without a width it takes what its row has left. */
export type Cell =
  | { readonly kind: 'label'; readonly text: string; readonly width: number }
  | { readonly kind: 'value'; readonly field: FieldId; readonly width?: number };

export interface FieldRow {
  /** Least height in mm; long values make a row grow. */
  readonly height: number;
  readonly cells: readonly Cell[];
}

export interface Column {
  /** A column of the section, or period for 起止时间. */
  readonly id: string;
  readonly label: string;
  /** In mm; without it the column shares what is left. */
  readonly width?: number;
}

export interface Table {
  readonly section: SectionId;
  /** Printed in the cell on the left. */
  readonly label: string;
  readonly columns: readonly Column[];
  /** Rows drawn at least, empty where nothing was entered. */
  readonly rows: number;
}

/** A box to be signed or stamped on paper. */
export interface Box {
  readonly label: string;
  readonly text: string;
  /** Set at the right, lowest line last. */
  readonly foot: readonly string[];
  /** Share of the sheet's width. */
  readonly share: number;
}

export interface Layout {
  readonly title: string;
  readonly subtitle: string;
  readonly continuation: string;
  readonly page: { readonly width: number; readonly height: number };
  readonly margin: { readonly top: number; readonly side: number; readonly bottom: number };
  /** Sizes in points. A value is set in the first size in which it fits on the lines allowed. */
  readonly type: {
    readonly title: number;
    readonly small: number;
    readonly label: number;
    readonly values: readonly number[];
    readonly cells: readonly number[];
  };
  /** Space between a cell's border and its text, mm. */
  readonly padding: number;
  readonly lineHeight: number;
  readonly rules: { readonly thin: number; readonly thick: number };
  /** The picture, and the width of its column at the right of the first rows. */
  readonly photo: { readonly width: number; readonly height: number; readonly column: number };
  readonly besidePhoto: readonly FieldRow[];
  readonly belowPhoto: readonly FieldRow[];
  readonly tables: readonly Table[];
  readonly tableRow: number;
  readonly tableHead: number;
  readonly tableLabel: number;
  readonly pledge: { readonly box: Box; readonly height: number };
  readonly stamps: { readonly boxes: readonly Box[]; readonly height: number; readonly tallest: number };
}

const label = (text: string): Cell => ({ kind: 'label', text, width: 19 });
const value = (field: FieldId, width?: number): Cell =>
  width === undefined ? { kind: 'value', field } : { kind: 'value', field, width };

export const standardLayout: Layout = {
  title: '碳资产管理师报名审核表',
  subtitle: '参考样式：通知未附表样，以当期报名通知为准。请用 A4 纸按 100% 打印，签名、盖章后提交。',
  continuation: '碳资产管理师报名审核表（续页）',
  page: { width: 210, height: 297 },
  margin: { top: 12, side: 14, bottom: 11 },
  type: { title: 18, small: 7.5, label: 9.5, values: [10.5, 9.5, 8.5, 7.5], cells: [9, 8, 7] },
  padding: 1.4,
  lineHeight: 1.3,
  rules: { thin: 0.2, thick: 0.45 },
  photo: { width: 35, height: 49, column: 39 },
  besidePhoto: [
    { height: 8.7, cells: [label('姓名'), value('name', 60), label('性别'), value('sex')] },
    { height: 8.7, cells: [label('证件类型'), value('idType', 60), label('民族'), value('ethnicity')] },
    { height: 8.7, cells: [label('证件号码'), value('idNumber', 60), label('政治面貌'), value('politics')] },
    { height: 8.7, cells: [label('出生日期'), value('birth', 60), label('职称'), value('title')] },
    {
      height: 8.7,
      cells: [label('最高学历'), value('education', 60), label('毕业时间'), value('graduation')],
    },
    { height: 8.7, cells: [label('毕业院校'), value('school')] },
  ],
  belowPhoto: [
    { height: 8, cells: [label('所学专业'), value('major', 79), label('手机号码'), value('mobile')] },
    { height: 8, cells: [label('工作单位'), value('employer', 79), label('现任职务'), value('post')] },
    { height: 8, cells: [label('电子邮箱'), value('email', 79), label('邮政编码'), value('postcode')] },
    { height: 8, cells: [label('通信地址'), value('address')] },
    { height: 8, cells: [label('报考级别'), value('level', 79), label('考试批次'), value('sitting')] },
    {
      height: 9.5,
      cells: [label('从事相关\n工作年限'), value('years', 28), label('符合的\n报考条件'), value('clause')],
    },
  ],
  tables: [
    {
      section: 'study',
      label: '学习经历',
      columns: [
        { id: 'period', label: '起止时间', width: 31 },
        { id: 'school', label: '学校' },
        { id: 'major', label: '专业' },
        { id: 'degree', label: '学历或学位', width: 27 },
      ],
      rows: 3,
    },
    {
      section: 'work',
      label: '工作经历',
      columns: [
        { id: 'period', label: '起止时间', width: 31 },
        { id: 'employer', label: '单位' },
        { id: 'post', label: '职务或岗位', width: 31 },
        { id: 'duties', label: '主要工作' },
      ],
      rows: 4,
    },
    {
      section: 'certificates',
      label: '已有证书',
      columns: [
        { id: 'from', label: '取得年月', width: 31 },
        { id: 'name', label: '证书名称' },
        { id: 'grade', label: '等级', width: 20 },
        { id: 'issuer', label: '发证机构' },
      ],
      rows: 3,
    },
  ],
  tableRow: 6.6,
  tableHead: 6,
  tableLabel: 19,
  pledge: {
    box: {
      label: '本人承诺',
      text: '本人已阅读报名通知，以上填写的内容和提交的材料真实、准确、完整；如有不实，责任由本人承担。',
      foot: ['报名人签名：　　　　　　　　　　　年　　月　　日'],
      share: 1,
    },
    height: 21,
  },
  stamps: {
    boxes: [
      { label: '单位意见', text: '', foot: ['（盖章）　　　　', '年　　月　　日'], share: 0.5 },
      { label: '审核意见', text: '', foot: ['（盖章）　　　　', '年　　月　　日'], share: 0.5 },
    ],
    height: 28,
    tallest: 46,
  },
};
