// The types' own AnyBlock takes a block of any kind at all; here only those they know.
import type {
  HomeView,
  KnownBlock,
  MessageAttachment,
  MessageMetadata,
  ModalView,
} from "@slack/types";

interface Blocks {
  blocks: KnownBlock[];
}

type Attachment = Omit<MessageAttachment, "blocks"> & Partial<Blocks>;

export interface Message extends Partial<Blocks> {
  text?: string;
  attachments?: Attachment[];
  metadata?: MessageMetadata;
}

export interface Modal extends Omit<ModalView, "blocks">, Blocks {}

export interface Home extends Omit<HomeView, "blocks">, Blocks {}
