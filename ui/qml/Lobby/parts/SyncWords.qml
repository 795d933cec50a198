import QtQuick

/** How a kiosk stands with its server, in words and as a cloud. */
QtObject {
    required property string sync // a value of states.Cloud
    required property int concerned

    readonly property string words: ({
        synced: qsTr("Everything is with the server"),
        sending: qsTr("%n check-ins are on their way to the server", "", concerned),
        waiting: qsTr("The server asks for a little patience"),
        refused: qsTr("The server refused %n scans: see the staff page", "", concerned),
        offline: qsTr("No connection. Checking in works as always"),
        unpaired: qsTr("Unknown to the server: pair this kiosk again"),
        revoked: qsTr("Access was ended: pair this kiosk again")
    })[sync] ?? qsTr("This kiosk has not met its server yet")
    readonly property string glyph: ({
        synced: "cloud-check", sending: "cloud", waiting: "cloud", offline: "cloud-off"
    })[sync] ?? "cloud-alert"
}
