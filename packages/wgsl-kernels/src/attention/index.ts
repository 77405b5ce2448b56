// Attention without stored scores: the kernels, and what they are written from.
export {
  attentionBlock,
  attentionWordCount,
  attentionWords,
  type AttentionParameters,
  type AttentionSizes,
  type AttentionTensor,
  type RowStrides,
} from './attention-frame.js';
export { attentionStatistics, statisticsLanes } from './row-statistics.js';
export { stagedAttention, stagedKeyGradient, stagedLanes, stagedQueryGradient } from './staged-attention.js';
export { subgroupAttention, subgroupAttentionGradient } from './subgroup-attention.js';
