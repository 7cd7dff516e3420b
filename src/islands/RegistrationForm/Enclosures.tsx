/** What goes behind the form: identity card, certificates, letters of employers; taken in, put in order, weighed. */
import { useStore } from '@nanostores/preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  employersOf,
  limits,
  nameOf,
  sayBytes,
  scanSorts,
  scansOf,
  sides,
  watermark,
  type Enclosure,
  type ScanSort,
  type Side,
} from '../../domain/registration/enclosures.ts';
import { cardSize, readPicture, tooLarge } from '../../domain/registration/picture.ts';
import { asset } from '../../routes.ts';
import {
  $enclosures,
  $limit,
  $pictures,
  addLetter,
  addScan,
  keepPages,
  keepSide,
  limitTo,
  markCard,
  moveEnclosure,
  nameContact,
  nameScan,
  removeEnclosure,
} from '../../stores/registration.ts';
import { Cropper } from './Cropper.tsx';
import { useDesk } from './desk.ts';
import { Pick } from './Pick.tsx';
import { openScans } from './press.ts';
import { useReorder } from './reorder.tsx';
import { Tick } from './Tick.tsx';

interface Props {
  /** Addresses of the pictures in memory. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Changes when the form is emptied: what is open here is then closed. */
  readonly round: number;
}

const pictureFiles = 'image/jpeg,image/png,image/webp';
const mostEnclosed = 40;

/** One side of the identity card: chosen, then cut to the card's edges. */
function CardSide({ side, round }: { readonly side: Side; readonly round: number }) {
  const all = useStore($enclosures);
  const [picture, setPicture] = useState<ImageBitmap | undefined>(undefined);
  const [refused, setRefused] = useState('');
  const card = all.find((one) => one.kind === 'identity');
  const kept = card?.kind === 'identity' ? card[side] : undefined;
  const name = `身份证${sides[side]}`;
  /** Whether a removal closed what was open here. */
  const had = useRef(false);

  useEffect(() => {
    setPicture(undefined);
    setRefused('');
  }, [round]);
  useEffect(() => {
    if (had.current && !kept) setPicture(undefined);
    had.current = kept !== undefined;
  }, [kept]);

  const choose = async (file: File): Promise<void> => {
    setRefused('');
    const large = tooLarge(file.size, 'picture');
    if (large !== undefined) {
      setRefused(large);
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = readPicture(bytes);
    if (!read.ok) {
      setRefused(read.sentence);
      return;
    }
    try {
      const { decode } = await openScans();
      setPicture(await decode(new Blob([bytes], { type: `image/${read.kind}` })));
    } catch {
      setRefused('浏览器打不开这张图片，它可能已损坏。已填的内容都在，请换一张。');
    }
  };

  return (
    <div class="card-side">
      <b>{sides[side]}</b>
      {picture ? (
        <Cropper
          picture={picture}
          size={cardSize}
          what={name}
          shape="lying"
          onCut={({ jpeg }) => {
            keepSide(side, { jpeg, ...cardSize });
          }}
        />
      ) : (
        <div class="frame lying">
          <p class="empty">85.6×54 毫米</p>
        </div>
      )}
      <p class="picks">
        <Pick
          label={kept ? `换${name}` : `选择${name}`}
          accept={pictureFiles}
          onPick={([file]) => {
            if (file) void choose(file);
          }}
        />
        <Pick
          label={`拍${name}`}
          camera="environment"
          accept="image/*"
          onPick={([file]) => {
            if (file) void choose(file);
          }}
        />
      </p>
      <div role="alert">
        {refused !== '' && (
          <p class="err">
            <b>没有采用：</b>
            {refused}
          </p>
        )}
      </div>
    </div>
  );
}

export function Enclosures({ addresses, round }: Props) {
  const desk = useDesk();
  const all = useStore($enclosures);
  const pictures = useStore($pictures);
  const limit = useStore($limit);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const keys = useMemo(() => all.map(({ id }) => id), [all]);
  const { classOf, mover, said: moved } = useReorder(list, keys, moveEnclosure);
  const card = all.find((one) => one.kind === 'identity');
  const employers = employersOf(desk.draft.rows.work);
  const lettered = new Set(all.map((one) => (one.kind === 'letter' ? one.employer : '')));
  const weight = (one: Enclosure): number =>
    scansOf(one).reduce((sum, { id }) => sum + (pictures.get(id)?.length ?? 0), 0);
  const whole = all.reduce((sum, one) => sum + weight(one), 0);

  useEffect(() => {
    setSaid('');
    setRefused([]);
  }, [round]);

  const take = async (sort: ScanSort, files: readonly File[]): Promise<void> => {
    setRefused([]);
    setBusy(true);
    const problems: string[] = [];
    try {
      const { intake } = await openScans();
      for (const file of files) {
        const short =
          Array.from(file.name).length > 24 ? `${Array.from(file.name).slice(0, 23).join('')}…` : file.name;
        if ($enclosures.get().flatMap(scansOf).length >= mostEnclosed) {
          problems.push(`“${short}”：附件最多 ${String(mostEnclosed)} 页，请先拿掉一些。`);
          continue;
        }
        setSaid(`正在打开“${short}”…`);
        const taken = await intake(file, asset('pdfjs/'), setSaid);
        if (taken.ok) addScan(sort, '', taken.pages);
        else problems.push(`“${short}”：${taken.sentence}`);
      }
    } catch {
      problems.push('处理附件的程序没取到，多半是网络断了。已填的内容都在，请连上网络再选一次。');
    }
    const done = files.length - problems.length;
    setSaid(done > 0 ? `已放进 ${String(done)} 份${scanSorts[sort]}。` : '');
    setRefused(problems);
    setBusy(false);
  };
  const turnPages = async (one: Extract<Enclosure, { kind: 'scan' }>): Promise<void> => {
    setBusy(true);
    try {
      const { turn } = await openScans();
      const pages = [];
      for (const { id } of one.pages) {
        const jpeg = pictures.get(id);
        if (jpeg) pages.push(await turn({ jpeg }));
      }
      keepPages(one.id, pages);
    } finally {
      setBusy(false);
    }
  };

  return (
    <fieldset class="rows-of enclosures" id="enclosures" tabIndex={-1} aria-describedby="enclosures-hint">
      <legend>
        附件<small>（选填）</small>
      </legend>
      <p class="hint" id="enclosures-hint">
        通知要的材料可以接在报名表后面，合成一个 PDF。图片（JPEG、PNG、WebP）不超过 15 MB，PDF 不超过 30
        MB、30 页；都在本机处理，不上传，不带拍摄地点等信息。
      </p>

      <h3>身份证正反面</h3>
      <p class="hint">把证件的四边对齐裁切框；两面按原尺寸排在一页上。</p>
      <div class="card-sides">
        <CardSide side="front" round={round} />
        <CardSide side="back" round={round} />
      </div>
      {card?.kind === 'identity' && (
        <Tick
          label={`加水印“${watermark}”（画进图片里，去不掉）`}
          checked={card.watermark}
          onTick={(checked) => {
            markCard(card.id, checked);
          }}
        />
      )}

      <h3>学历证、工作证明和其他材料</h3>
      <p class="picks">
        {(['diploma', 'work', 'other'] as const).map((sort) => (
          <Pick
            key={sort}
            label={`放进${scanSorts[sort]}`}
            accept={`${pictureFiles},application/pdf`}
            multiple
            onPick={(files) => {
              if (!busy) void take(sort, files);
            }}
          />
        ))}
      </p>
      <h3>没有工作证明？按所填的生成一份</h3>
      {employers.length === 0 ? (
        <p class="hint">在“工作经历”里写上单位，这里就能为每个单位生成一份，打印后请单位盖章。</p>
      ) : (
        <ul class="employers">
          {employers.map((employer) => (
            <li key={employer}>
              <span>{employer}</span>
              <button
                type="button"
                class="btn quiet"
                disabled={lettered.has(employer)}
                onClick={() => {
                  addLetter(employer);
                  setSaid(`已放进“${employer}”的工作证明，在下面的次序里。`);
                }}
              >
                {lettered.has(employer) ? '已放进' : '生成工作证明'}
                <span class="visually-hidden">：{employer}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="mended" role="status">
        {said}
      </p>
      <div role="alert">
        {refused.map((sentence) => (
          <p class="err" key={sentence}>
            <b>没有放进：</b>
            {sentence}
          </p>
        ))}
      </div>

      {all.length > 0 && (
        <>
          <h3>次序</h3>
          <ol class="entries" ref={list}>
            {all.map((one, index) => {
              const name = nameOf(one);
              const scans = scansOf(one);
              const first = scans[0];
              return (
                <li key={one.id} class={classOf(one.id, index)}>
                  <div class="entry-head">
                    <b>
                      <span class="num">{index + 1}</span>　{name}
                      <small class="num">
                        {one.kind === 'scan' && `　${String(one.pages.length)} 页`}
                        {scans.length > 0 && `　${sayBytes(weight(one))}`}
                      </small>
                    </b>
                    {mover(one.id, index, name)}
                    {one.kind === 'scan' && (
                      <button
                        type="button"
                        class="btn quiet"
                        disabled={busy}
                        onClick={() => {
                          void turnPages(one);
                        }}
                      >
                        转 90°<span class="visually-hidden">{name}</span>
                      </button>
                    )}
                    <button
                      type="button"
                      class="btn quiet"
                      onClick={() => {
                        removeEnclosure(one.id);
                        document.getElementById('enclosures')?.focus();
                      }}
                    >
                      拿掉<span class="visually-hidden">{name}</span>
                    </button>
                  </div>
                  {one.kind === 'scan' && (
                    <div class="scan">
                      {first && (
                        <img
                          src={addresses.get(first.id)}
                          alt={`${name}第 1 页`}
                          width={first.width}
                          height={first.height}
                        />
                      )}
                      <label class="field">
                        名称
                        <input
                          value={one.title}
                          placeholder={scanSorts[one.sort]}
                          maxLength={30}
                          autocomplete="off"
                          onInput={(event) => {
                            nameScan(one.id, event.currentTarget.value);
                          }}
                        />
                      </label>
                    </div>
                  )}
                  {one.kind === 'letter' && (
                    <>
                      <p class="hint">
                        合计按工作经历里这个单位的各段算，首尾两月都算、重叠只算一次；与碳资产无关的段请先从工作经历里删去。打印后由单位盖章、负责人签名。
                      </p>
                      <div class="grid">
                        {(
                          [
                            ['contact', '单位联系人'],
                            ['phone', '联系电话'],
                          ] as const
                        ).map(([key, label]) => (
                          <label class="field" key={key}>
                            <span>
                              {label}
                              <small>（选填，不填留空手写）</small>
                            </span>
                            <input
                              value={one[key]}
                              maxLength={30}
                              autocomplete="off"
                              onInput={(event) => {
                                nameContact(one.id, { [key]: event.currentTarget.value });
                              }}
                            />
                          </label>
                        ))}
                      </div>
                    </>
                  )}
                </li>
              );
            })}
          </ol>
          <p class="visually-hidden" role="status">
            {moved}
          </p>
          <label class="field limit">
            整个 PDF 不超过
            <select
              value={String(limit)}
              autocomplete="off"
              onChange={(event) => {
                const chosen = limits.find((one) => String(one) === event.currentTarget.value);
                if (chosen !== undefined) limitTo(chosen);
              }}
            >
              {limits.map((one) => (
                <option key={one} value={String(one)}>
                  {one} MB
                </option>
              ))}
            </select>
          </label>
          <p class="hint num">
            附件现在共 {sayBytes(whole)}
            {whole > limit * 1_000_000
              ? `，生成时会把图片缩小到 ${String(limit)} MB 以内。`
              : `，在 ${String(limit)} MB 以内，不用缩小。`}
          </p>
        </>
      )}
    </fieldset>
  );
}
