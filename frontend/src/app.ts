import "./exchange";
import { startKeys } from "./keys";
import { startBusy } from "./busy";
import { startDialogs } from "./dialogs";
import { startOnce } from "./once";
import { startTabs } from "./tabs";
import { Add } from "./elements/add";
import { Branches } from "./elements/branches";
import { Board, Ranked } from "./elements/ranked";
import { Copy } from "./elements/copy";
import { Draft } from "./elements/draft";
import { Drop } from "./elements/drop";
import { Edit } from "./elements/edit";
import { Filters } from "./elements/filters";
import { KeyHelp } from "./elements/key-help";
import { Mention } from "./elements/mention";
import { Menu } from "./elements/menu";
import { Palette } from "./elements/palette";
import { Panel } from "./elements/panel";
import { Passages } from "./elements/passages";
import { Pop } from "./elements/pop";
import { Rail } from "./elements/rail";
import { Roadmap } from "./elements/roadmap";
import { Scheme } from "./elements/scheme";
import { LongSeries } from "./elements/series";
import { Submit } from "./elements/submit";
import { Table } from "./elements/table";
import { Time } from "./elements/time";
import { Tip } from "./elements/tip";
import { Toasts } from "./elements/toasts";
import { Tree } from "./elements/tree";
import { Triage } from "./elements/triage";

const elements: Record<string, CustomElementConstructor> = {
  "ll-add": Add,
  "ll-board": Board,
  "ll-branches": Branches,
  "ll-copy": Copy,
  "ll-draft": Draft,
  "ll-drop": Drop,
  "ll-edit": Edit,
  "ll-filters": Filters,
  "ll-keys": KeyHelp,
  "ll-mention": Mention,
  "ll-menu": Menu,
  "ll-palette": Palette,
  "ll-panel": Panel,
  "ll-passages": Passages,
  "ll-pop": Pop,
  "ll-rail": Rail,
  "ll-ranked": Ranked,
  "ll-roadmap": Roadmap,
  "ll-scheme": Scheme,
  "ll-series": LongSeries,
  "ll-submit": Submit,
  "ll-table": Table,
  "ll-time": Time,
  "ll-tip": Tip,
  "ll-toasts": Toasts,
  "ll-tree": Tree,
  "ll-triage": Triage,
};

startKeys();
startBusy();
startDialogs();
startOnce();
startTabs();
for (const [name, element] of Object.entries(elements)) customElements.define(name, element);
