import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core/recorded'
import { bytes, instant, json } from './columns'

/** What a row was before a change: its facts as they stood in clear, its words sealed as they were. Never changed. */
@Entity('past_versions')
@Index('past_versions_row_id_idx', ['rowId', 'rowVersion'])
@Index('past_versions_case_id_idx', ['caseId', 'replacedAt'])
export class PastVersion extends Recorded {
  @Column({ type: 'text' }) tableName: string
  @Column({ type: 'text' }) rowId: string
  @Column({ type: 'integer' }) rowVersion: number
  @Column({ type: 'text' }) caseId: string
  @Column(json()) facts: Readonly<Record<string, unknown>>
  @Column(bytes()) sealed: Buffer
  @Column({ type: 'text' }) replacedBy: string
  @Column(instant()) replacedAt: Date
}
