package org.almoner.server.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.almoner.server.delivery.Deliveries;
import org.almoner.server.delivery.DeliveryReport;
import org.almoner.server.delivery.DeliveryState;
import org.almoner.server.delivery.Health;
import org.almoner.server.delivery.NewDelivery;
import org.almoner.server.web.Page;
import org.almoner.server.web.Paging;

/** A queue that only remembers; tests look at what is in it. */
final class MemoryDeliveries implements Deliveries {

    final List<NewDelivery> queued = new ArrayList<>();
    final Set<UUID> paused = new HashSet<>();

    /** Whether nothing can be queued. */
    boolean broken;

    @Override
    public synchronized void queue(Collection<NewDelivery> some) {
        if (broken) {
            throw new IllegalStateException("The queue is broken");
        }
        queued.addAll(some);
    }

    @Override
    public int replay(UUID recipient, Instant since) {
        return (int)
                queued.stream().filter(one -> one.recipient().equals(recipient)).count();
    }

    @Override
    public int replayDead(UUID recipient) {
        return 0;
    }

    @Override
    public void resume(UUID recipient) {
        paused.remove(recipient);
    }

    @Override
    public void pause(UUID recipient) {
        paused.add(recipient);
    }

    @Override
    public void forget(Collection<UUID> recipients) {
        queued.removeIf(one -> recipients.contains(one.recipient()));
    }

    @Override
    public Map<UUID, Health> health(Collection<UUID> recipients) {
        return recipients.stream().collect(Collectors.toMap(Function.identity(), _ -> new Health.Fine()));
    }

    @Override
    public Page<DeliveryReport> reports(UUID recipient, Set<DeliveryState> states, Paging paging) {
        return Page.of(paging, 0, List.of());
    }
}
