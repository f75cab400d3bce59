import { useState } from 'react'
import type { SessionId } from '../../../electron/contract/model/session.ts'
import { asFault, countermark } from '../../rpc/client.ts'
import { useEvidence } from '../../rpc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { EvidenceActions, EvidenceBox } from '../../ui/EvidenceBox.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { FaultNote } from '../../ui/FaultNote.tsx'
import { Digest, FileName } from '../../ui/FileName.tsx'
import { preciseTime } from '../../ui/format.ts'
import { Leaf } from '../../ui/Leaf.tsx'
import { words } from './words.ts'

/** What is inside the bundle of one file. */
export function Evidence({ session, file }: { readonly session: SessionId; readonly file: number }) {
  const { data, error } = useEvidence(session, file)
  const [hasJson, setHasJson] = useState(false)
  if (error) return <FaultNote of={asFault(error)} />
  if (!data) return <p role="status" aria-busy="true" />
  const { identity, log, certificate, timestamps } = data
  const w = words.evidence
  return (
    <EvidenceBox>
      <Facts>
        <Fact name={w.signer} value={<FileName>{identity.name}</FileName>} note={w.by(identity.issuer)} />
        <Fact name={w.digest} value={<Digest>{data.sha256}</Digest>} />
        <Fact name={w.log} value={log.origin} note={w.entry(log.index, log.treeSize)} />
        {timestamps.map((time) => (
          <Fact key={time} name={w.time} value={preciseTime(time)} note={w.timeNote} />
        ))}
        <Fact
          name={w.certificate}
          value={w.validity(preciseTime(certificate.validFrom), preciseTime(certificate.validUntil))}
          note={
            <>
              {w.issuedBy(certificate.issuedBy)}
              <br />
              {w.serial(certificate.serial)}
            </>
          }
        />
        <Fact name={w.bundle} value={<FileName>{data.bundlePath}</FileName>} note={data.mediaType} />
      </Facts>
      <EvidenceActions>
        <Button kind="link" onPress={() => void countermark.signing.reveal({ session, file })}>
          {words.result.reveal}
        </Button>
        <Button kind="link" onPress={() => setHasJson(!hasJson)}>
          {hasJson ? w.hideJson : w.json}
        </Button>
        <CopyButton text={data.json}>{w.copyJson}</CopyButton>
      </EvidenceActions>
      {hasJson ? <Leaf label={w.json}>{data.json}</Leaf> : null}
    </EvidenceBox>
  )
}
