import { Column, PrimaryColumn } from 'typeorm'

/** A row the trail keeps watch over: every version of it leaves its hash in the trail. */
export abstract class Recorded {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'integer' }) version: number
}
