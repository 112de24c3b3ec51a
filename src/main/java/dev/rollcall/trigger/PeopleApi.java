package dev.rollcall.trigger;

import dev.rollcall.run.Erasure;
import dev.rollcall.run.People;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What is known of one person, and its erasure.
@RestController
@RequestMapping("/api/jobs/{job}/people/{employeeId}")
class PeopleApi {
    private final People people;
    private final Erasure erasure;

    PeopleApi(People people, Erasure erasure) {
        this.people = people;
        this.erasure = erasure;
    }

    @GetMapping
    Map<String, @Nullable Object> one(@PathVariable String job, @PathVariable String employeeId) {
        return people.find(job, employeeId).orElseThrow(PeopleApi::unknown);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable String job, @PathVariable String employeeId) {
        if (!erasure.erase(job, employeeId)) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.notFound("PERSON_NOT_FOUND", "this job knows nobody with that employee ID");
    }
}
