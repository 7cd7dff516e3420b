/** What came of 生成报名表: what is to be mended or looked at first, or the file. */
import { sayBytes } from '../../domain/registration/enclosures.ts';
import { placeId, sections, type Draft, type Problem } from '../../domain/registration/form.ts';
import type { Sheet } from '../../domain/registration/sheet.ts';
import type { Font } from '../../pdf/font.ts';
import type { Pictures } from './make.ts';
import { inWeChat } from '../in-wechat.ts';

/** What came of 生成报名表. */
export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly sentence: string }
  | { readonly kind: 'ask'; readonly sentences: readonly string[] }
  | { readonly kind: 'failed'; readonly sentence: string }
  | {
      readonly kind: 'done';
      readonly address: string;
      readonly name: string;
      readonly bytes: number;
      readonly pictures: Pictures;
      readonly sheet: Sheet;
      readonly font: Font;
    };

/** Which row of which table a sentence is about; fields name themselves. */
export function nameRow({ place }: Problem, draft: Draft): string {
  if (place.kind !== 'cell') return '';
  const number = draft.rows[place.section].findIndex(({ key }) => key === place.key) + 1;
  return `${sections[place.section].label}第 ${String(number)} 行：`;
}

const jump = (event: MouseEvent, { place }: Problem): void => {
  event.preventDefault();
  const target = document.getElementById(placeId(place));
  const control = target?.matches('input, select')
    ? target
    : (target?.querySelector<HTMLElement>('input:not([type=file])') ?? target);
  target?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
};

/** Every error, each leading to its place. */
export function ToMend({ errors, draft }: { readonly errors: readonly Problem[]; readonly draft: Draft }) {
  return (
    <div class="bar bad">
      <h3>有 {errors.length} 处要改，改好才能生成</h3>
      <ul>
        {errors.map((problem) => (
          <li key={`${placeId(problem.place)} ${problem.sentence}`}>
            <a
              href={`#${placeId(problem.place)}`}
              onClick={(event) => {
                jump(event, problem);
              }}
            >
              {nameRow(problem, draft)}
              {problem.sentence}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Props {
  readonly outcome: Outcome;
  /** Addresses of the file's pages as pictures. */
  readonly pictures: readonly string[];
  /** Whether anything is enclosed. */
  readonly enclosed: boolean;
  /** Whether others use this computer. */
  readonly shared: boolean;
  readonly onConfirm: () => void;
  readonly onPicture: () => void;
  readonly onStored: () => void;
}

export function Came({ outcome, pictures, enclosed, shared, onConfirm, onPicture, onStored }: Props) {
  return (
    <>
      {outcome.kind === 'working' && <p class="bar">{outcome.sentence}</p>}
      {outcome.kind === 'failed' && <p class="bar bad">{outcome.sentence}</p>}
      {outcome.kind === 'ask' && (
        <div class="bar ask">
          <h3>生成前请看一眼</h3>
          <ul>
            {outcome.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p>
            <button type="button" class="btn" onClick={onConfirm}>
              核对过了，生成{enclosed ? '报名材料' : '报名表'} PDF
            </button>
          </p>
        </div>
      )}
      {outcome.kind === 'done' && (
        <div class="bar">
          <h3>{enclosed ? '报名材料已生成' : '报名表已生成'}</h3>
          <p class="num">
            {outcome.sheet.pages.length} 页，{sayBytes(outcome.bytes)}。请打开核对，用 A4 纸按 100% 打印。
            {inWeChat() && '微信里请点“存成图片”，再长按图片保存。'}
          </p>
          <p class="acts">
            <a class="btn quiet" href={outcome.address} download={outcome.name}>
              {inWeChat() ? '下载 PDF' : '没有自动下载？点这里'}
            </a>
            <button type="button" class={inWeChat() ? 'btn' : 'btn quiet'} onClick={onPicture}>
              存成图片
            </button>
          </p>
          {shared && (
            <p>
              这是公用电脑：先确认“下载”里有这个文件，拷走或发给自己，再把“下载”里的删除。
              <button type="button" class="btn" onClick={onStored}>
                文件存好了，清空这一页
              </button>
            </p>
          )}
          {pictures.map((address, index) => (
            <figure key={index}>
              <img
                class="paper"
                src={address}
                alt={`${enclosed ? '报名材料' : '报名表'}第 ${String(index + 1)} 页的图片`}
              />
              <figcaption class="small">长按（或右键）图片可保存。</figcaption>
            </figure>
          ))}
        </div>
      )}
    </>
  );
}
