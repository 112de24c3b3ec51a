package dev.rollcall.sandbox.host;

import dev.rollcall.sandbox.fault.Fault;
import dev.rollcall.sandbox.fault.Struck;
import dev.rollcall.sandbox.http.Request;
import dev.rollcall.sandbox.record.Creations;
import dev.rollcall.sandbox.record.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One call on its way through a tenant: what was asked, what strikes it, and what it did.
public final class Call {

    private final Request request;
    private final List<String> path;
    private final Struck struck;
    private final Creations creations;
    private final List<Touch> touched = new ArrayList<>(1);

    Call(Request request, List<String> path, Struck struck, Creations creations) {
        this.request = request;
        this.path = path;
        this.struck = struck;
        this.creations = creations;
    }

    public Request request() {
        return request;
    }

    public String method() {
        return request.method();
    }

    /// The parts of the path below the tenant's base.
    public List<String> path() {
        return path;
    }

    public boolean is(String method, String... parts) {
        if (!request.method().equals(method) || path.size() != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].equals("*") && !parts[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    public boolean refusesCredentials() {
        return struck.first(Fault.RefuseCredentials.class).isPresent();
    }

    public Optional<Fault.Bulk> bulkFault() {
        return struck.first(Fault.Bulk.class);
    }

    public Optional<Fault.Pages> pageFault() {
        return struck.first(Fault.Pages.class);
    }

    /// Writes down what this call did, or tried and was refused.
    public void touched(String key, String did, boolean applied) {
        touched.add(new Touch(key, did, applied));
    }

    /// Writes down a create by each key that it named.
    public void created(boolean applied, String... keys) {
        for (String key : keys) {
            creations.tried(key, applied);
        }
    }

    List<Touch> touches() {
        return touched;
    }
}
