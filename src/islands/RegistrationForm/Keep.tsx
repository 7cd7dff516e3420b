/** What becomes of the entries: a draft in this browser where asked for, a file, a computer that others use. */
import { inWeChat } from '../in-wechat.ts';
import { useStore } from '@nanostores/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormFile, Sealed } from '../../domain/registration/file.ts';
import { draftDays } from '../../domain/registration/kept.ts';
import { routes } from '../../routes.ts';
import { $found, look, wipeDraft } from '../../stores/draft-shelf.ts';
import {
  $keeping,
  dropDraft,
  formFile,
  keep,
  keepWithPhoto,
  openDraft,
  readFile,
  takeIn,
  type Keeping,
  type Opened,
} from '../../stores/drafts.ts';
import { $photo } from '../../stores/registration.ts';
import { canSeal } from '../../stores/seal.ts';
import { save } from '../save.ts';
import { isShort, Passphrase, shortestPassphrase } from './Passphrase.tsx';
import { Pick } from './Pick.tsx';
import { Tick } from './Tick.tsx';

interface Props {
  readonly shared: boolean;
  readonly onShared: (shared: boolean) => void;
  /** Another form has come into the place of what was filled in. */
  readonly onBroughtIn: () => void;
  /** The form has been saved as a file, with the photo or without. */
  readonly onSaved: (withPhoto: boolean) => void;
}

const sayMoment = (moment: number): string =>
  new Date(moment).toLocaleString('zh-CN', {
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
const sayOpened = (opened: Opened): string => {
  switch (opened.kind) {
    case 'read':
      return ['已填到下面的表里，请核对。', ...opened.dropped].join('');
    case 'wrong':
      return '口令不对，或者文件被改过，没有打开。请再输一次；口令忘了就打不开了。';
    case 'gone':
      return '这份草稿已经不在了，可能在别的标签页里删除了。';
    case 'refused':
      return opened.sentence;
  }
};

/** What was found in this browser when the form was opened. */
function FoundDraft({ shared, onBroughtIn }: Pick<Props, 'shared' | 'onBroughtIn'>) {
  const found = useStore($found);
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => {
    void look();
  }, []);
  const wipe = async (): Promise<void> => {
    const gone = await wipeDraft();
    setSaid(
      gone
        ? '草稿已删除，重新读过一遍，这个浏览器里没有了。'
        : '没有删干净：浏览器没有答应。请再试一次，或者在浏览器设置里清除本站的数据。',
    );
  };
  const open = async (): Promise<void> => {
    setBusy(true);
    try {
      const opened = await openDraft(passphrase);
      setSaid(sayOpened(opened));
      if (opened.kind !== 'read') return;
      setPassphrase('');
      onBroughtIn();
    } finally {
      setBusy(false);
    }
  };
  const remove = (
    <button
      type="button"
      class="btn quiet"
      onClick={() => {
        void wipe();
      }}
    >
      删除草稿
    </button>
  );
  return (
    <>
      {found?.kind === 'kept' && (
        <form
          class="bar ask found"
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy && !shared) void open();
          }}
        >
          <p>
            <b>这个浏览器里有一份报名表草稿</b>，{sayMoment(found.draft.savedAt)}存的
            {found.draft.sealed && '，用口令加了密'}；{sayMoment(found.draft.until)}到期。
            {shared && '公用电脑模式下不打开草稿。'}
          </p>
          {found.draft.sealed && !shared && (
            <Passphrase
              id="found-passphrase"
              label="口令"
              value={passphrase}
              onInput={setPassphrase}
              hint="忘了口令就打不开，只能删除。"
            />
          )}
          <p class="acts">
            {!shared && (
              <button type="submit" class="btn" disabled={busy}>
                {busy ? '正在打开…' : '接着填'}
              </button>
            )}
            {remove}
          </p>
        </form>
      )}
      {(found?.kind === 'broken' || found?.kind === 'newer') && (
        <div class="bar ask found">
          <p>
            {found.kind === 'broken'
              ? '这个浏览器里有一份报名表草稿，但已损坏，读不出来。删除它之后可以重新保留草稿。'
              : '这个浏览器里的报名表草稿由本站更新的版本写成，这里读不懂。请刷新页面；也可以删除它。'}
          </p>
          <p class="acts">{remove}</p>
        </div>
      )}
      {found?.kind === 'expired' && <p class="bar">上次的草稿放了 {draftDays} 天，已经到期，刚才删除了。</p>}
      <p class="mended" role="status">
        {said}
      </p>
    </>
  );
}

/** The draft: off by default, its owner's to begin and to end. */
function KeepDraft() {
  const keeping = useStore($keeping);
  const found = useStore($found);
  const [wanted, setWanted] = useState(false);
  const [photo, setPhoto] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const on = keeping.kind !== 'off';
  const closed = found?.kind === 'closed';
  const waiting = found !== undefined && ['kept', 'broken', 'newer'].includes(found.kind);
  const begin = async (): Promise<void> => {
    if (isShort(passphrase) || busy) return;
    setBusy(true);
    setSaid('');
    try {
      await keep(photo, passphrase);
      setPassphrase('');
    } finally {
      setBusy(false);
    }
  };
  const drop = async (): Promise<void> => {
    setWanted(false);
    setSaid(
      (await dropDraft())
        ? '草稿已删除，重新读过一遍，这个浏览器里没有了。页面里填的还在。'
        : '没有删干净：浏览器没有答应。请再试一次，或者在浏览器设置里清除本站的数据。',
    );
  };
  return (
    <fieldset>
      <legend>草稿</legend>
      <Tick
        label={`在本机保留草稿 ${String(draftDays)} 天`}
        checked={on || wanted}
        disabled={closed || waiting || busy}
        onTick={(checked) => {
          setSaid('');
          if (checked) setWanted(true);
          else if (on) void drop();
          else setWanted(false);
        }}
      />
      {closed && <p class="hint">这个浏览器现在不能保存，可能是无痕模式。请改用“存成文件”。</p>}
      {waiting && <p class="hint">先接着上面那份草稿填，或者把它删除。</p>}
      {(wanted || on) && (
        <>
          <Tick
            label="照片也保留"
            checked={on ? keeping.photo : photo}
            onTick={(checked) => {
              setPhoto(checked);
              keepWithPhoto(checked);
            }}
          />
          <p class="hint">身份证等附件的图片不进草稿，下次要重新选。</p>
        </>
      )}
      {wanted && !on && (
        <form
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            void begin();
          }}
        >
          {canSeal() && (
            <Passphrase
              id="draft-passphrase"
              label="口令"
              optional
              value={passphrase}
              onInput={setPassphrase}
              hint={`填了就用它加密草稿，下次打开要输入；至少 ${String(shortestPassphrase)} 个字符。口令不保存，忘了草稿就打不开，谁也找不回。不填的话，能用这台设备的人都能看到草稿。`}
              chosen
            />
          )}
          <button type="submit" class="btn" disabled={busy}>
            {busy ? '正在加密…' : '开始保留草稿'}
          </button>
        </form>
      )}
      {on && (
        <p class="acts">
          <button
            type="button"
            class="btn quiet"
            onClick={() => {
              void drop();
            }}
          >
            删除草稿
          </button>
        </p>
      )}
      <p class="mended" role="status">
        {said}
      </p>
    </fieldset>
  );
}

/** The form as a file: out, to go on elsewhere; in again. */
function KeepFile({ onBroughtIn, onSaved }: Pick<Props, 'onBroughtIn' | 'onSaved'>) {
  const photo = useStore($photo);
  const [withPhoto, setWithPhoto] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState('');
  const [locked, setLocked] = useState<Sealed | undefined>(undefined);
  const [opening, setOpening] = useState('');
  const asking = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (locked) asking.current?.focus();
  }, [locked]);
  const out = async (): Promise<void> => {
    if (isShort(passphrase) || busy) return;
    setBusy(true);
    try {
      const day = new Date().toLocaleDateString('sv-SE');
      save(await formFile(withPhoto, passphrase), `报名表-${day}${passphrase === '' ? '' : '-加密'}.json`);
      setSaid('文件已交给浏览器下载。请确认在“下载”里能找到它；里面有个人信息，请自己收好。');
      setPassphrase('');
      onSaved(withPhoto);
    } finally {
      setBusy(false);
    }
  };
  const tell = (opened: Opened): void => {
    if (opened.kind === 'read') {
      setLocked(undefined);
      setOpening('');
      setSaid(sayOpened(opened));
      setRefused('');
      onBroughtIn();
    } else setRefused(sayOpened(opened));
  };
  const choose = async (file: File): Promise<void> => {
    setSaid('');
    setRefused('');
    setLocked(undefined);
    const read: FormFile = await readFile(file);
    if (read.kind === 'refused') setRefused(read.sentence);
    else if (read.kind === 'sealed') setLocked(read.sealed);
    else tell(await takeIn(read));
  };
  return (
    <fieldset>
      <legend>存成文件，换一台设备接着填</legend>
      <form
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void out();
        }}
      >
        {photo && <Tick label="照片也放进文件" checked={withPhoto} onTick={setWithPhoto} />}
        {canSeal() && (
          <Passphrase
            id="file-passphrase"
            label="文件口令"
            optional
            value={passphrase}
            onInput={setPassphrase}
            hint={`填了就用它加密文件，至少 ${String(shortestPassphrase)} 个字符；忘了就打不开。`}
            chosen
          />
        )}
        <p class="acts">
          <button type="submit" class="btn quiet" disabled={busy}>
            {busy ? '正在加密…' : '存成文件'}
          </button>
          <Pick
            label="从文件读入"
            accept=".json,application/json"
            onPick={([file]) => {
              if (file) void choose(file);
            }}
          />
        </p>
        {inWeChat() && <p class="hint">微信里存不了文件，请先用系统浏览器打开本页。</p>}
      </form>
      {locked && (
        <form
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            if (busy) return;
            setBusy(true);
            void takeIn({ sealed: locked, passphrase: opening })
              .then(tell)
              .finally(() => {
                setBusy(false);
              });
          }}
        >
          <Passphrase
            id="opening-passphrase"
            label="打开这个文件的口令"
            value={opening}
            onInput={setOpening}
            field={asking}
          />
          <button type="submit" class="btn" disabled={busy}>
            {busy ? '正在打开…' : '打开文件'}
          </button>
        </form>
      )}
      <div role="alert">
        {refused !== '' && (
          <p class="err">
            <b>没有读入：</b>
            {refused}已填的内容没有变。
          </p>
        )}
      </div>
      <p class="mended" role="status">
        {said}
      </p>
    </fieldset>
  );
}

/** Where the entries are now, in a sentence. */
function where(keeping: Keeping): string {
  switch (keeping.kind) {
    case 'off':
      return '填写的内容只在这个页面里：不上传、不保存，关掉或刷新就没有了。';
    case 'saving':
      return '填写的内容不上传。正在存草稿…';
    case 'saved':
      return `填写的内容不上传。草稿已存（${sayMoment(keeping.savedAt)}${keeping.photo ? '' : '，不含照片'}${keeping.sealed ? '，已用口令加密' : ''}），留到 ${sayMoment(keeping.until)}；每次改动顺延 ${String(draftDays)} 天，到期后下次打开报名表或“我的数据”时删除。`;
    case 'failed':
    case 'stale':
      return '填写的内容不上传，现在也没有存下来。';
  }
}

/** What is wrong with keeping the draft, where something is: shown wherever the page is scrolled to. */
export function sayTrouble(keeping: Keeping): string {
  switch (keeping.kind) {
    case 'failed':
      return '草稿没有存上：浏览器没有写进存储，可能是空间不够或无痕模式。页面里填的还在，请到页首存成文件。';
    case 'stale':
      return '草稿在另一个标签页里改过或删除了，这一页不再存草稿。页面里填的还在。';
    case 'off':
    case 'saving':
    case 'saved':
      return '';
  }
}

export function Keep({ shared, onShared, onBroughtIn, onSaved }: Props) {
  const keeping = useStore($keeping);
  return (
    <section class="keeping" aria-label="草稿与公用电脑">
      <p class="bar">
        <span role="status">{where(keeping)}</span>没有标“选填”的都要填。
      </p>
      <FoundDraft shared={shared} onBroughtIn={onBroughtIn} />
      <details class="keep-of">
        <summary class="tap">保留草稿、存成文件、公用电脑</summary>
        <div class="keep-cols">
          {shared ? (
            <fieldset>
              <legend>草稿</legend>
              <p class="hint">公用电脑模式下不保留草稿。</p>
            </fieldset>
          ) : (
            <KeepDraft />
          )}
          <KeepFile onBroughtIn={onBroughtIn} onSaved={onSaved} />
          <fieldset>
            <legend>公用电脑</legend>
            <Tick label="公用电脑模式" checked={shared} onTick={onShared} />
            <p class="hint">
              网吧、学校、单位的公用电脑请勾选：不留草稿；离开这一页就清空，十分钟没有操作也清空，提前一分钟提醒；下载
              PDF 后提醒清空。下载的文件要自己从“下载”里删除。
            </p>
          </fieldset>
        </div>
        <p class="small">
          本站能删的只是自己存的这一份；浏览器的自动填充、下载的文件、设备上的其他软件不归它管。本机存了什么，见
          <a href={routes.data}>我的数据</a>。
        </p>
      </details>
    </section>
  );
}
